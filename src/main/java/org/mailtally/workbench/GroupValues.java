package org.mailtally.workbench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailtally.pattern.LineMarks;
import org.mailtally.source.Block;

/** What the named groups of a pattern held. Not thread-safe. */
final class GroupValues {

    private static final int MOST_SHOWN = 7;
    private static final int MOST_DISTINCT = 10_000;
    private static final int LONGEST = 100;

    private final LineMarks marks;
    private final Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    private final Map<String, Long> others = new HashMap<>();

    GroupValues(LineMarks marks) {
        this.marks = marks;
        marks.names().forEach(name -> counts.put(name, new HashMap<>()));
    }

    /** Adds the values of a line that matches. */
    void add(Block block, int start) {
        if (counts.isEmpty()) {
            return;
        }
        byte[] line = NewestLines.line(block, start);
        LineMarks.Match match = marks.find(line);
        if (match == null) {
            return;
        }
        for (LineMarks.Group group : match.groups()) {
            int end = Math.min(group.end(), group.start() + LONGEST);
            String value = new String(Arrays.copyOfRange(line, group.start(), end), StandardCharsets.UTF_8);
            Map<String, Long> values = counts.getOrDefault(group.name(), new HashMap<>());
            if (values.containsKey(value) || values.size() < MOST_DISTINCT) {
                values.merge(value, 1L, Long::sum);
            } else {
                others.merge(group.name(), 1L, Long::sum);
            }
        }
    }

    List<Trial.Group> groups() {
        List<Trial.Group> groups = new ArrayList<>();
        counts.forEach((name, values) -> {
            List<Trial.Value> sorted = values.entrySet().stream()
                    .map(entry -> new Trial.Value(entry.getKey(), entry.getValue()))
                    .sorted(Comparator.comparingLong(Trial.Value::count)
                            .reversed()
                            .thenComparing(Trial.Value::text))
                    .toList();
            List<Trial.Value> shown = sorted.subList(0, Math.min(MOST_SHOWN, sorted.size()));
            long beyond = sorted.stream()
                    .skip(MOST_SHOWN)
                    .mapToLong(Trial.Value::count)
                    .sum();
            groups.add(new Trial.Group(name, List.copyOf(shown), beyond + others.getOrDefault(name, 0L)));
        });
        return groups;
    }
}
