package org.mailtally.counts;

import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.Step;

/**
 * The answer to a question: a count for each slot and tracker, or null where nobody looked. Built from rows, then only
 * read; not thread-safe while it is built.
 */
public final class Series {

    /** The field of a horizon: rows below it may be gone. It is queried after the rows. */
    static final String HORIZON = "before";

    private static final long NEVER_BEFORE = Long.MIN_VALUE;
    private static final long NEVER_AFTER = Long.MAX_VALUE;

    private final Question question;
    private final long[][] sums;
    private final boolean[][] read;
    private final long[] readBefore;
    private final long[] readAfter;
    private final LogsOfSlots logs;
    private String horizon = "";

    Series(Question question) {
        this.question = question;
        this.sums = new long[question.trackers().size()][question.slots().size()];
        this.read = new boolean[question.trackers().size()][question.slots().size()];
        this.readBefore = new long[question.trackers().size()];
        this.readAfter = new long[question.trackers().size()];
        Arrays.fill(readBefore, NEVER_BEFORE);
        Arrays.fill(readAfter, NEVER_AFTER);
        this.logs = new LogsOfSlots(
                question.trackers().size(),
                question.silence().isZero() ? 0 : question.slots().size());
    }

    /**
     * Adds up rows.
     *
     * @param rows the answers to {@link Question#getFinds}, one after the other; read once, to their ends
     */
    public static Series of(Question question, Iterable<? extends Iterable<Document>> rows) {
        Series series = new Series(question);
        for (Iterable<Document> answer : rows) {
            for (Document row : answer) {
                series.add(row);
            }
        }
        series.complete();
        return series;
    }

    void add(Document row) {
        if (row.containsKey(HORIZON)) {
            horizon = row.getString(HORIZON);
            return;
        }
        if (row.containsKey("by")) {
            return;
        }
        int tracker = question.trackers().indexOf(row.getString("tracker"));
        long start = row.getDate(StoredNames.INSERT_TIME).toInstant().getEpochSecond();
        int slot = question.slots().indexOf(start);
        if (tracker >= 0 && slot >= 0) {
            sums[tracker][slot] += row.get(StoredNames.MSG_COUNT, Number.class).longValue();
            read[tracker][slot] = true;
            logs.add(tracker, slot, row);
        } else if (tracker >= 0 && question.slots().size() > 0) {
            if (start < question.slots().start(0)) {
                long end = start + question.rows().seconds();
                logs.addBefore(tracker, row, end > readBefore[tracker], end < readBefore[tracker]);
                readBefore[tracker] = Math.max(readBefore[tracker], end);
            } else {
                logs.addAfter(tracker, row, start < readAfter[tracker], start > readAfter[tracker]);
                readAfter[tracker] = Math.min(readAfter[tracker], start);
            }
        }
    }

    /** A hole shorter than a silence was read where a log ended and another one began. */
    private void joinHoles() {
        long silence = question.silence().toSeconds();
        for (int tracker = 0; tracker < read.length; tracker++) {
            long readTo = readBefore[tracker];
            int hole = 0;
            for (int slot = 0; slot <= read[tracker].length; slot++) {
                boolean isEnd = slot == read[tracker].length;
                if (!isEnd && !read[tracker][slot]) {
                    continue;
                }
                long readFrom = isEnd ? readAfter[tracker] : slots().start(slot);
                boolean isShort = readTo != NEVER_BEFORE && readFrom != NEVER_AFTER && readFrom - readTo < silence;
                if (isShort && hole < slot && logs.areOthers(tracker, hole - 1, slot)) {
                    Arrays.fill(read[tracker], hole, slot, true);
                }
                readTo = isEnd ? readTo : slots().end(slot);
                hole = slot + 1;
            }
        }
    }

    /** All rows are added: joins what was read, and takes out what lies below the horizon, be it in part. */
    void complete() {
        joinHoles();
        for (int slot = 0; slot < slots().size() && isBelowHorizon(slot); slot++) {
            for (int tracker = 0; tracker < trackers().size(); tracker++) {
                sums[tracker][slot] = 0;
                read[tracker][slot] = false;
            }
        }
    }

    /** Whether a slot begins below the horizon, so that rows of it may be deleted. */
    boolean isBelowHorizon(int slot) {
        return Step.name(slots().start(slot)).compareTo(horizon) < 0;
    }

    /** The question that this answers. */
    public Question question() {
        return question;
    }

    /** The slots. */
    public Slots slots() {
        return question.slots();
    }

    /** The trackers, in the order requested. */
    public List<String> trackers() {
        return question.trackers();
    }

    /** The count of a slot; null where nobody looked. */
    public @Nullable Long count(int tracker, int slot) {
        return read[tracker][slot] ? (Long) sums[tracker][slot] : null;
    }

    /**
     * The count from one time to before another, in epoch seconds; null where not all of it was read, or no slots begin and
     * end there.
     */
    public @Nullable Long whole(int tracker, long from, long to) {
        int slot = slots().indexOf(from);
        if (slot < 0 || slots().start(slot) != from) {
            return null;
        }
        long sum = 0;
        for (; slot < slots().size() && slots().end(slot) <= to; slot++) {
            if (!read[tracker][slot]) {
                return null;
            }
            sum += sums[tracker][slot];
            if (slots().end(slot) == to) {
                return sum;
            }
        }
        return null;
    }

    /** The same answer for one of its trackers. */
    public Series only(String name) {
        int tracker = question.trackers().indexOf(name);
        Question one =
                new Question(List.of(name), question.step(), question.slots(), question.zone(), question.silence());
        Series series = new Series(one);
        series.sums[0] = sums[tracker];
        series.read[0] = read[tracker];
        return series;
    }

    /** The sum over some slots, and how many of them were read. */
    public Sum sum(int tracker, int from, int to) {
        long total = 0;
        int slots = 0;
        for (int slot = from; slot < to; slot++) {
            if (read[tracker][slot]) {
                total += sums[tracker][slot];
                slots++;
            }
        }
        return new Sum(total, slots);
    }

    /**
     * A sum.
     *
     * @param total the counts added up
     * @param slots how many slots were read
     */
    public record Sum(long total, int slots) {}
}
