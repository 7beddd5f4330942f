package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.Place;
import org.mailtally.tally.BreakDown;
import org.mailtally.tally.Key;
import org.mailtally.tally.NamedValues;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;

/**
 * The rows of by-values: what a tally makes of those that are stored. Thread-safe.
 *
 * <p>Of each window, hour and day of a log the first {@code by.limit} different values have rows of their own, in the
 * order in which their first lines stand in the log; the lines of all others are counted in the row {@code other}. That
 * follows from the log alone: which values came first below a stretch's start is known from the stored rows, each of which
 * says at which byte its value's first line begins (rows with a later first line are another process's, which is ahead),
 * and the rest from the stretch itself.
 */
final class ValueRows {

    private static final long NEVER = Long.MAX_VALUE;

    private final Readings readings;
    private final Horizons horizons;
    private final int limit;

    /** @param limit the values of a window, hour or day and log that have rows of their own */
    ValueRows(Readings readings, Horizons horizons, int limit) {
        this.readings = readings;
        this.horizons = horizons;
        this.limit = limit;
    }

    /** The values of one break-down that have rows of their own, and the rows that are stored. */
    private record Named(
            BreakDown breakDown,
            String reading,
            Map<String, Document> stored,
            Map<String, Long> firsts,
            Map<String, Long> gone) {}

    /**
     * What is to be written of a batch; empty where nothing changes.
     *
     * @param stored the answer to the batch's query
     * @throws IOException where a part of the log must be counted again, and cannot be
     */
    List<WriteModel<Document>> writes(RowBatch batch, Iterable<Document> stored) throws IOException {
        Tally tally = batch.tally();
        Place start = tally.start();
        Place end = tally.end();
        Tally.Recount recount = tally.recount();
        if (start == null || end == null || recount == null) {
            return List.of();
        }
        Map<String, Map<String, Document>> known = byKey(stored);
        List<Named> all = new ArrayList<>();
        Map<Key, NamedValues> again = new HashMap<>();
        for (BreakDown breakDown : batch.breakDowns()) {
            Row row = new Row(breakDown.key(), tally.log());
            Named named = horizons.isBelow(row)
                    ? null
                    : named(breakDown, known.getOrDefault(row.id(), Map.of()), tally, start, end.rewriting());
            if (named != null) {
                all.add(named);
                if (mustBeCountedAgain(named, start.position(), end.position())) {
                    again.put(breakDown.key(), behindRows(named));
                }
            }
        }
        if (!again.isEmpty()) {
            recount.count(again);
        }
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Named named : all) {
            add(writes, named, again.get(named.breakDown().key()), tally.log(), end.position());
        }
        return writes;
    }

    /** The stored rows by the id of the tracker's row that they are a part of, and by their values. */
    private static Map<String, Map<String, Document>> byKey(Iterable<Document> stored) {
        Map<String, Map<String, Document>> known = new HashMap<>();
        for (Document document : stored) {
            String value = document.getString("by");
            String id = document.getString("_id");
            known.computeIfAbsent(id.substring(0, id.length() - value.length() - 1), key -> new HashMap<>())
                    .put(value, document);
        }
        return known;
    }

    /** Null where another process counts the tracker by a later reading. */
    private @Nullable Named named(
            BreakDown breakDown, Map<String, Document> stored, Tally tally, Place start, int rewriting)
            throws IOException {
        String tracker = breakDown.key().tracker();
        String reading = readings.of(tally.definitions(), tracker, rewriting);
        if (reading == null) {
            return null;
        }
        Map<String, Long> firsts = new LinkedHashMap<>();
        Map<String, Long> gone = new HashMap<>();
        boolean growsOn = rewriting > 0 && breakDown.key().step() == Step.WINDOW && KeptCounts.of(tally) == null;
        for (Document row : stored.values()) {
            int order = row.getString("reading").compareTo(reading);
            if (order > 0) {
                readings.meet(tally.definitions(), tally.log(), tracker, row.getString("reading"));
                return null;
            }
            boolean isOwn = order == 0 && !row.getString("by").equals(BreakDown.OTHER);
            if (isOwn && number(row, "first") < start.position()) {
                firsts.put(row.getString("by"), number(row, "first"));
            }
            if (order < 0 && growsOn && isGone(row, tally.log(), rewriting)) {
                gone.put(row.getString("by"), number(row, "msg_count"));
            }
        }
        for (BreakDown.Value value : breakDown.values()) {
            if (firsts.size() < limit) {
                firsts.putIfAbsent(value.text(), value.first());
            }
        }
        return new Named(breakDown, reading, stored, firsts, gone);
    }

    /** Whether a row counts lines that are gone, for the log was rewritten: lines that come later are added to them. */
    private boolean isGone(Document row, String log, int rewriting) {
        return readings.rewritings().isGone(log, row.getString("reading"), number(row, "position"), rewriting);
    }

    /** Whether a row ends inside the stretch, or a value that has a row may be among those that were not kept. */
    private static boolean mustBeCountedAgain(Named named, long start, long end) {
        boolean endsInside = named.stored().values().stream()
                .filter(row -> row.getString("reading").equals(named.reading()))
                .anyMatch(row -> number(row, "position") > start && number(row, "position") < end);
        long kept = named.breakDown().values().stream()
                .filter(value -> named.firsts().containsKey(value.text()))
                .count();
        return endsInside || (named.breakDown().isCut() && kept < named.firsts().size());
    }

    /** Each value, to be counted from where its row ends. */
    private static NamedValues behindRows(Named named) {
        NamedValues values = new NamedValues();
        values.put(BreakDown.OTHER, position(named, BreakDown.OTHER));
        named.firsts().keySet().forEach(value -> values.put(value, position(named, value)));
        return values;
    }

    private static long position(Named named, String value) {
        Document row = named.stored().get(value);
        return row != null && row.getString("reading").equals(named.reading()) ? number(row, "position") : 0;
    }

    private static void add(
            List<WriteModel<Document>> writes, Named named, @Nullable NamedValues again, String log, long end) {
        BreakDown breakDown = named.breakDown();
        long others = breakDown.total();
        for (BreakDown.Value value : breakDown.values()) {
            Long first = named.firsts().get(value.text());
            if (first != null) {
                others -= value.count();
                long count = again == null ? value.count() : again.count(value.text());
                add(writes, named, new Row(breakDown.key(), log, value.text()), count, end, first);
            }
        }
        if (again != null) {
            addUnkept(writes, named, again, log, end);
            others = again.count(BreakDown.OTHER);
        }
        add(writes, named, new Row(breakDown.key(), log, BreakDown.OTHER), others, end, null);
        clear(writes, named, log, end);
    }

    /** Adds the values that have rows, and were found only when their lines were counted again. */
    private static void addUnkept(
            List<WriteModel<Document>> writes, Named named, NamedValues again, String log, long end) {
        List<String> kept =
                named.breakDown().values().stream().map(BreakDown.Value::text).toList();
        named.firsts().forEach((value, first) -> {
            if (!kept.contains(value)) {
                add(writes, named, new Row(named.breakDown().key(), log, value), again.count(value), end, first);
            }
        });
    }

    /** A row that gains nothing is not written, nor one that holds these lines already. */
    private static void add(
            List<WriteModel<Document>> writes, Named named, Row row, long count, long end, @Nullable Long first) {
        Document before = named.stored().get(String.valueOf(row.by()));
        if (before == null) {
            if (count > 0) {
                writes.add(row.raise(named.reading(), count, end, first));
            }
        } else if (before.getString("reading").compareTo(named.reading()) < 0) {
            long kept = named.gone().getOrDefault(row.by(), 0L);
            writes.add(row.replace(named.reading(), count + kept, end, first));
        } else if (count > 0 && number(before, "position") < end) {
            writes.add(row.raise(named.reading(), number(before, "msg_count") + count, end, first));
        }
    }

    /** Replaces the rows of earlier readings whose values have no line any more. */
    private static void clear(List<WriteModel<Document>> writes, Named named, String log, long end) {
        for (Document row : named.stored().values()) {
            String value = row.getString("by");
            boolean isCounted = named.firsts().containsKey(value) || value.equals(BreakDown.OTHER);
            if (!isCounted
                    && !named.gone().containsKey(value)
                    && row.getString("reading").compareTo(named.reading()) < 0) {
                writes.add(new Row(named.breakDown().key(), log, value).replace(named.reading(), 0, end, NEVER));
            }
        }
    }

    private static long number(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }
}
