package org.mailtally.gviz;

import java.util.ArrayList;
import java.util.List;

/** A reader of separated values as RFC 4180 has them, with line feeds for line ends. */
final class SeparatedValues {
    private SeparatedValues() {}

    static List<List<String>> parse(String text, char separator) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == separator || c == '\n')) {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            } else {
                field.append(c);
            }
        }
        if (quoted || field.length() > 0 || !line.isEmpty()) {
            throw new IllegalArgumentException("the last line has no end: " + text);
        }
        return lines;
    }
}
