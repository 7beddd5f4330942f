package org.mailtally;

import java.util.Map;
import java.util.SortedMap;
import org.mailtally.tally.Step;

/** The forms in which counts per window are written for programs; each line, or element, is a window that has matches. */
enum TryOutput {
    /** The start of each window and its count, then the total: what is written where nobody looks on. */
    PLAIN,
    CSV,
    JSON,
    /** Bars, and the newest lines that match: for people. */
    BARS;

    /** The text of all windows; of bars there is none. */
    String of(SortedMap<Long, Long> windows) {
        StringBuilder text = new StringBuilder();
        long total = 0;
        for (Map.Entry<Long, Long> window : windows.entrySet()) {
            String start = Step.name(window.getKey());
            long count = window.getValue();
            switch (this) {
                case PLAIN -> text.append(start).append(' ').append(count).append('\n');
                case CSV -> text.append(start).append(',').append(count).append('\n');
                case JSON ->
                    text.append(text.length() == 0 ? "" : ",")
                            .append("{\"window\":\"")
                            .append(start)
                            .append("\",\"count\":")
                            .append(count)
                            .append('}');
                case BARS -> {}
            }
            total += count;
        }
        return switch (this) {
            case PLAIN -> text.append("total ").append(total).append('\n').toString();
            case CSV -> "window,count\n" + text;
            case JSON -> "{\"windows\":[" + text + "],\"total\":" + total + "}\n";
            case BARS -> "";
        };
    }
}
