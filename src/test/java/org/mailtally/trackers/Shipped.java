package org.mailtally.trackers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.mailtally.pattern.LineMarks;
import org.mailtally.pattern.LinePattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The trackers of {@code routes/trackers.camel.yaml}, over single lines. */
final class Shipped {

    private final Map<String, LineMarks> marks = new LinkedHashMap<>();

    Shipped() throws IOException {
        try (InputStream file = Files.newInputStream(Path.of("routes/trackers.camel.yaml"))) {
            List<?> items = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
            for (Object bean : (List<?>) value(items.get(0), "beans")) {
                Map<?, ?> tracker = (Map<?, ?>) bean;
                String pattern = (String) value(value(tracker, "properties"), "pattern");
                marks.put(
                        (String) value(tracker, "name"),
                        LinePattern.written(pattern).marks());
            }
        }
    }

    private static Object value(Object mapping, String key) {
        return Objects.requireNonNull(((Map<?, ?>) mapping).get(key), key);
    }

    /** The trackers that count a line, in the order of their file. */
    List<String> counting(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        List<String> counting = new ArrayList<>();
        marks.forEach((name, pattern) -> {
            if (pattern.find(bytes) != null) {
                counting.add(name);
            }
        });
        return counting;
    }

    /** How many of these lines each tracker counts, all of them named. */
    Map<String, Long> counts(List<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        marks.keySet().forEach(name -> counts.put(name, 0L));
        lines.forEach(line -> counting(line).forEach(name -> counts.merge(name, 1L, Long::sum)));
        return counts;
    }
}
