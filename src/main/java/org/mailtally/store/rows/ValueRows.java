package org.mailtally.store.rows;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Place;
import org.mailtally.store.Find;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.BreakDown;
import org.mailtally.tally.Key;
import org.mailtally.tally.NamedValues;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;

/**
 * Rows of by-values of one log. Immutable.
 *
 * <p>Of each window, hour and day of a log the first {@code by.limit} different values have rows of their own, in the
 * order in which their first lines stand in the log; the lines of all others are counted in the row {@code other}. That
 * follows from the log alone: which values came first below a portion's start is known from the stored rows, each of which
 * says at which byte its value's first line begins (rows with a later first line are another process's, which is ahead),
 * and the rest from the portion itself.
 */
final class ValueRows implements RowBatch {

    private static final long NEVER = Long.MAX_VALUE;

    private final RowRules rules;
    private final Tally tally;
    private final List<BreakDown> breakDowns;

    /** @param breakDowns the tally's break-downs of one step whose starts lie close together, in their order */
    ValueRows(RowRules rules, Tally tally, List<BreakDown> breakDowns) {
        this.rules = rules;
        this.tally = tally;
        this.breakDowns = breakDowns;
    }

    /** The values of one break-down that have rows of their own, and the rows that are stored. */
    private record Named(
            BreakDown breakDown,
            String reading,
            Map<String, Document> stored,
            Map<String, Long> firsts,
            Map<String, Long> gone) {}

    @Override
    public String collection() {
        return Row.collectionOfValues(breakDowns.get(0).key().step());
    }

    /** Finds all rows between the first and the last start: these lie close together. */
    @Override
    public Find getFind() {
        Step step = breakDowns.get(0).key().step();
        List<String> trackers = breakDowns.stream()
                .map(each -> Row.trackerOfValues(step, each.key().tracker()))
                .distinct()
                .toList();
        long first = breakDowns.get(0).key().start();
        long last = breakDowns.get(breakDowns.size() - 1).key().start();
        return new Find(
                collection(),
                Row.between(first, last)
                        .append("tracker", new Document("$in", trackers))
                        .append("log", tally.log()));
    }

    @Override
    public List<WriteModel<Document>> writes(List<Document> stored) throws IOException {
        Place start = tally.start();
        Place end = tally.end();
        Tally.Recount recount = tally.recount();
        if (start == null || end == null || recount == null) {
            return List.of();
        }
        Map<String, Map<String, Document>> known = byKey(stored);
        List<Named> all = new ArrayList<>();
        Map<Key, NamedValues> again = new HashMap<>();
        for (BreakDown breakDown : breakDowns) {
            String id = new Row(breakDown.key(), tally.log()).id();
            Named named = named(breakDown, known.getOrDefault(id, Map.of()), start, end.rewriting());
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
    private static Map<String, Map<String, Document>> byKey(List<Document> stored) {
        Map<String, Map<String, Document>> known = new HashMap<>();
        for (Document document : stored) {
            String value = document.getString("by");
            String id = document.getString("_id");
            known.computeIfAbsent(id.substring(0, id.length() - value.length() - 1), key -> new HashMap<>())
                    .put(value, document);
        }
        return known;
    }

    /** Null where it is not to be written, or another process counts the tracker by a later reading. */
    private @Nullable Named named(BreakDown breakDown, Map<String, Document> stored, Place start, int rewriting)
            throws IOException {
        String tracker = breakDown.key().tracker();
        String reading = rules.reading(tally, breakDown.key());
        if (reading == null) {
            return null;
        }
        Map<String, Long> firsts = new LinkedHashMap<>();
        Map<String, Long> gone = new HashMap<>();
        boolean growsOn = rewriting > 0 && breakDown.key().step() == Step.WINDOW && KeptCounts.of(tally) == null;
        for (Document row : stored.values()) {
            int order = row.getString("reading").compareTo(reading);
            if (order > 0) {
                rules.readings().meet(tally.definitions(), tally.log(), tracker, row.getString("reading"));
                return null;
            }
            boolean isOwn = order == 0 && !row.getString("by").equals(BreakDown.OTHER);
            if (isOwn && Row.number(row, "first") < start.position()) {
                firsts.put(row.getString("by"), Row.number(row, "first"));
            }
            if (order < 0 && growsOn && rules.isGone(tally, row)) {
                gone.put(row.getString("by"), Row.number(row, StoredNames.MSG_COUNT));
            }
        }
        for (BreakDown.Value value : breakDown.values()) {
            if (firsts.size() < rules.byLimit()) {
                firsts.putIfAbsent(value.text(), value.first());
            }
        }
        return new Named(breakDown, reading, stored, firsts, gone);
    }

    /** Whether a row ends inside the portion, or a value that has a row may be among those that were not kept. */
    private static boolean mustBeCountedAgain(Named named, long start, long end) {
        boolean endsInside = named.stored().values().stream()
                .filter(row -> row.getString("reading").equals(named.reading()))
                .anyMatch(row -> Row.number(row, "position") > start && Row.number(row, "position") < end);
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
        return row != null && row.getString("reading").equals(named.reading()) ? Row.number(row, "position") : 0;
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
        } else if (count > 0 && Row.number(before, "position") < end) {
            writes.add(row.raise(named.reading(), Row.number(before, StoredNames.MSG_COUNT) + count, end, first));
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
}
