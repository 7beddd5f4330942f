package org.mailtally.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The last hour as an SVG picture: 12 steps from a scale that starts at 0, the counts in a row above the baseline, and
 * hatch where nobody looked.
 */
final class ChartSteps {
    private static final int STEP = 70;
    private static final int TOP = 8;
    private static final int BASE = 250;
    private static final int WIDTH = STEP * Situation.FINISHED;

    private final List<@Nullable Long> windows;
    private final List<Boolean> unsure;
    private final double scale;

    /** @param unsure for each window, whether lines of it may be missing */
    ChartSteps(List<@Nullable Long> windows, List<Boolean> unsure) {
        this.windows = windows;
        this.unsure = unsure;
        long largest = windows.stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        this.scale = (double) (BASE - TOP) / above(largest);
    }

    /** The next round whole number from a count on: 1, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten; at least 1. */
    static long above(long count) {
        long power = 1;
        while (power <= count / 10) {
            power *= 10;
        }
        long unit = power;
        return LongStream.of(10, 15, 20, 25, 30, 40, 50, 60, 80, 100)
                .filter(tenths -> unit >= 10 || tenths % 10 == 0)
                .map(tenths -> unit >= 10 ? unit / 10 * tenths : tenths / 10)
                .filter(round -> round >= Math.max(1, count))
                .findFirst()
                .orElse(count);
    }

    /**
     * The picture.
     *
     * @param times the 13 ends of the windows, as text
     */
    String svg(List<String> times, String name) {
        StringBuilder svg = new StringBuilder(4096);
        svg.append("<svg viewBox=\"-20 0 ")
                .append(WIDTH + 40)
                .append(" 276\" role=\"img\" aria-label=\"")
                .append(Html.escape(name))
                .append("\">\n<defs><pattern id=\"hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\"")
                .append(" patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M0 0V7\"/></pattern></defs>\n");
        for (int from = 0; from < Situation.FINISHED; ) {
            int to = from + 1;
            while (to < Situation.FINISHED && (windows.get(to) == null) == (windows.get(from) == null)) {
                to++;
            }
            svg.append(windows.get(from) == null ? unseen(from, to) : seen(from, to));
            from = to;
        }
        svg.append("<path class=\"zero\" d=\"M0 ")
                .append(BASE)
                .append("H")
                .append(WIDTH)
                .append("\"/>\n");
        for (int i = 0; i < Situation.FINISHED; i++) {
            Long count = windows.get(i);
            if (count != null) {
                svg.append(text(
                        isCrossed(count) ? "count crossed" : "count",
                        i * STEP + STEP / 2,
                        BASE - 16,
                        Wording.number(count)));
            }
        }
        for (int i = 0; i < Situation.FINISHED; i++) {
            if (unsure.get(i)) {
                svg.append(possibleGap(i));
            }
        }
        for (int i = 0; i < times.size(); i++) {
            svg.append(text("time", i * STEP, BASE + 20, times.get(i)));
        }
        return svg.append("</svg>").toString();
    }

    /** Whether the step of a count runs through its number. */
    private boolean isCrossed(long count) {
        double height = count * scale;
        return height > 8 && height < 34;
    }

    private String seen(int from, int to) {
        StringBuilder line = new StringBuilder();
        for (int i = from; i < to; i++) {
            long count = Objects.requireNonNull(windows.get(i));
            String y = String.format(Locale.ROOT, "%.1f", BASE - count * scale);
            line.append(i == from ? "M" + i * STEP + " " : "V")
                    .append(y)
                    .append("H")
                    .append((i + 1) * STEP);
        }
        String area = "M" + from * STEP + " " + BASE + "V" + line.substring(line.indexOf(" ") + 1) + "V" + BASE + "Z";
        return "<path class=\"area\" d=\"" + area + "\"/><path class=\"line\" d=\"" + line + "\"/>\n";
    }

    private static String unseen(int from, int to) {
        int middle = (from + to) * STEP / 2;
        String hatch = "<rect class=\"gap\" x=\"" + from * STEP + "\" y=\"" + TOP + "\" width=\"" + (to - from) * STEP
                + "\" height=\"" + (BASE - TOP) + "\"/>";
        return hatch + text("unseen", middle, 124, "nobody") + text("unseen", middle, 140, "looked") + "\n";
    }

    private static String possibleGap(int window) {
        String frame = "<rect class=\"possible\" x=\"" + window * STEP + "\" y=\"" + TOP + "\" width=\"" + STEP
                + "\" height=\"" + (BASE - TOP) + "\"/>";
        int middle = window * STEP + STEP / 2;
        return frame + text("unseen", middle, TOP + 16, "lines may") + text("unseen", middle, TOP + 32, "be missing")
                + "\n";
    }

    private static String text(String kind, int x, int y, String text) {
        return "<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\">" + Html.escape(text) + "</text>";
    }
}
