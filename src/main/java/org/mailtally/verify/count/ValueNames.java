package org.mailtally.verify.count;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.mailtally.tally.BreakDown;

/**
 * Which values of one log have a name of their own, by one definition and step: of each start the first so many, in the
 * log's order. Not thread-safe.
 */
final class ValueNames {

    private final int limit;
    private final Map<Long, Set<String>> named = new HashMap<>();

    /** @param limit how many values of a start have a name of their own */
    ValueNames(int limit) {
        this.limit = limit;
    }

    /** The name under which the next line of the log is counted. */
    String of(long start, String value) {
        Set<String> names = named.computeIfAbsent(start, key -> new HashSet<>());
        if (names.size() < limit && !value.equals(BreakDown.OTHER)) {
            names.add(value);
        }
        return names.contains(value) ? value : BreakDown.OTHER;
    }
}
