package org.mailtally.counts;

import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which logs the rows of each slot are of, and those of the nearest rows before and behind the range. More than some 60 logs
 * cannot all be distinguished: then two may be taken for one. Not thread-safe.
 */
final class LogsOfSlots {

    private static final int MOST_LOGS = 62;
    private static final long UNKNOWN = 1L << MOST_LOGS;

    private final long[][] logs;
    private final Map<String, Integer> numbers = new HashMap<>();

    LogsOfSlots(int trackers, int slots) {
        this.logs = new long[trackers][slots == 0 ? 0 : slots + 2];
    }

    void add(int tracker, int slot, Document row) {
        if (logs[tracker].length > 0) {
            logs[tracker][slot + 1] |= log(row);
        }
    }

    /** A row before the range, nearer than those so far, or further away than they are. */
    void addBefore(int tracker, Document row, boolean isNearer, boolean isFurther) {
        add(tracker, 0, row, isNearer, isFurther);
    }

    /** A row behind the range, nearer than those so far, or further away than they are. */
    void addAfter(int tracker, Document row, boolean isNearer, boolean isFurther) {
        add(tracker, logs[tracker].length - 1, row, isNearer, isFurther);
    }

    private void add(int tracker, int at, Document row, boolean isNearer, boolean isFurther) {
        if (logs[tracker].length > 0 && !isFurther) {
            logs[tracker][at] = (isNearer ? 0 : logs[tracker][at]) | log(row);
        }
    }

    /** A row of no log says that somebody looked and no line came: it begins and ends none. */
    private long log(Document row) {
        if (row.get("position") instanceof Number position && position.longValue() == 0) {
            return 0;
        }
        @Nullable String log = row.getString("log");
        return log == null ? UNKNOWN : 1L << (numbers.computeIfAbsent(log, key -> numbers.size()) % MOST_LOGS);
    }

    /** Whether both slots, of which -1 is before the range, have lines of logs, and of none the same. */
    boolean areOthers(int tracker, int before, int after) {
        long ended = logs[tracker][before + 1];
        long begun = logs[tracker][after + 1];
        return ended != 0 && begun != 0 && (ended & begun & ~UNKNOWN) == 0;
    }
}
