package org.mailtally.tally;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counts per value of one window, hour or day: of the first values, in the log's order. Not thread-safe. */
final class ValueCounts {

    private static final int FIRST = 0;
    private static final int COUNT = 1;

    private final Map<String, long[]> values = new LinkedHashMap<>(4);
    private long total;
    private boolean cut;

    /**
     * Counts a line.
     *
     * @param position the byte at which it begins
     * @param times how many lines it stands for
     * @param limit the values that are kept
     */
    void add(String value, long position, long times, int limit) {
        total += times;
        if (value.equals(BreakDown.OTHER)) {
            return;
        }
        long[] known = values.get(value);
        if (known == null) {
            if (values.size() >= limit) {
                cut = true;
                return;
            }
            known = new long[] {position, 0};
            values.put(value, known);
        }
        known[COUNT] += times;
    }

    BreakDown of(Key key) {
        List<BreakDown.Value> found = new ArrayList<>(values.size());
        values.forEach((text, known) -> found.add(new BreakDown.Value(text, known[FIRST], known[COUNT])));
        return new BreakDown(key, found, total, cut);
    }
}
