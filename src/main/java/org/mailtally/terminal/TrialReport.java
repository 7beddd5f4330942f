package org.mailtally.terminal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mailtally.workbench.ShownLine;

/**
 * The report of a trial in a terminal. Immutable and thread-safe.
 *
 * @param colour whether it may use colours and bold letters
 * @param columns the width of the terminal
 * @param zone the zone that times are shown in
 */
public record TrialReport(boolean colour, int columns, ZoneId zone) {

    private static final int MOST_BARS = 48;
    private static final int EIGHTHS = 8;
    private static final String PARTS = " ▏▎▍▌▋▊▉";
    private static final String WINDOW_NAME = "EEE d MMM HH:mm";
    private static final String DAY_NAME = "EEE d MMM yyyy";

    private static final String MATCH = "\u001b[31m";
    private static final String GROUP = "\u001b[1;35m";
    private static final String BAR = "\u001b[34m";
    private static final String PLAIN = "\u001b[0m";

    /** The length of a bar's time. */
    private enum Bucket {
        WINDOW(300, "5 minutes", WINDOW_NAME),
        HOUR(3_600, "hour", WINDOW_NAME),
        DAY(86_400, "day", DAY_NAME),
        THIRTY_DAYS(30 * 86_400L, "30 days", DAY_NAME),
        YEAR(365 * 86_400L, "365 days", DAY_NAME);

        private final long seconds;
        private final String called;
        private final DateTimeFormatter name;

        Bucket(long seconds, String called, String name) {
            this.seconds = seconds;
            this.called = called;
            this.name = DateTimeFormatter.ofPattern(name, Locale.ENGLISH);
        }
    }

    /** Lines, each on a line of its own, the newest last, as in the log. */
    public String lines(List<ShownLine> newestFirst) {
        StringBuilder text = new StringBuilder();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            ShownLine line = newestFirst.get(i);
            line.parts().forEach(part -> append(text, part));
            text.append(line.cut() ? " …\n" : "\n");
        }
        return text.toString();
    }

    private void append(StringBuilder text, ShownLine.Part part) {
        String shown = harmless(part.text());
        switch (part.kind()) {
            case MATCH -> text.append(coloured(MATCH, shown));
            case GROUP -> text.append(coloured(GROUP, shown));
            case PLAIN, LITERAL -> text.append(shown);
        }
    }

    private String coloured(String as, String text) {
        return colour ? as + text + PLAIN : text;
    }

    /** A text in which no control character is left. */
    static String harmless(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> safe.appendCodePoint(c != '\t' && Character.isISOControl(c) ? '\uFFFD' : c));
        return safe.toString();
    }

    /**
     * The counts as bars: of windows where they are few, else of hours, days or more, so that they fit a screen.
     *
     * @param windows the counts by the start of their window, in epoch seconds; those that are missing are 0
     */
    public String bars(SortedMap<Long, Long> windows) {
        if (windows.isEmpty()) {
            return "";
        }
        Bucket bucket = bucket(windows.lastKey() - windows.firstKey());
        SortedMap<Long, Long> sums = new TreeMap<>();
        long first = startOf(bucket, windows.firstKey());
        for (long at = first; at <= windows.lastKey(); at = next(bucket, at)) {
            sums.put(at, 0L);
        }
        windows.forEach((start, count) -> sums.merge(sums.headMap(start + 1).lastKey(), count, Long::sum));
        long most = sums.values().stream().mapToLong(Long::longValue).max().orElse(0);
        StringBuilder text = new StringBuilder("matches per " + bucket.called + ", " + zone.getId() + "\n");
        sums.forEach((start, count) -> text.append(bar(bucket, start, count, most)));
        return text.toString();
    }

    private String bar(Bucket bucket, long start, long count, long most) {
        String name = bucket.name.format(Instant.ofEpochSecond(start).atZone(zone));
        String number = "%,d".formatted(count);
        String head = "%17s %" + "%,d".formatted(most).length() + "s ";
        String label = head.formatted(name, number);
        int room = Math.max(10, columns - label.length() - 1);
        long eighths = most == 0 ? 0 : Math.round((double) count / most * room * EIGHTHS);
        eighths = count > 0 ? Math.max(1, eighths) : 0;
        String full = "█".repeat((int) (eighths / EIGHTHS));
        String part = eighths % EIGHTHS == 0
                ? ""
                : PARTS.substring((int) (eighths % EIGHTHS)).substring(0, 1);
        return (label + coloured(BAR, full + part)).stripTrailing() + "\n";
    }

    /**
     * Shares of a whole as bars, those of all others last.
     *
     * @param values the counts to show, in this order
     * @param total the whole
     */
    public String shares(String title, Map<String, Long> values, long total) {
        StringBuilder text = new StringBuilder(title + "\n");
        values.forEach((value, count) -> text.append(share(value, count, total)));
        long others =
                total - values.values().stream().mapToLong(Long::longValue).sum();
        return others == 0
                ? text.toString()
                : text.append(share("(others)", others, total)).toString();
    }

    private String share(String value, long count, long total) {
        int bar = (int) Math.round(20.0 * count / total);
        return "%,13d %5.1f %% %s %s\n"
                .formatted(
                        count,
                        100.0 * count / total,
                        coloured(BAR, "█".repeat(bar) + " ".repeat(20 - bar)),
                        harmless(value));
    }

    private static Bucket bucket(long seconds) {
        for (Bucket bucket : Bucket.values()) {
            if (seconds / bucket.seconds < MOST_BARS) {
                return bucket;
            }
        }
        return Bucket.YEAR;
    }

    private long startOf(Bucket bucket, long epochSecond) {
        if (bucket.seconds < Bucket.DAY.seconds) {
            return Math.floorDiv(epochSecond, bucket.seconds) * bucket.seconds;
        }
        ZonedDateTime time = Instant.ofEpochSecond(epochSecond).atZone(zone);
        return time.toLocalDate().atStartOfDay(zone).toEpochSecond();
    }

    private long next(Bucket bucket, long start) {
        if (bucket.seconds < Bucket.DAY.seconds) {
            return start + bucket.seconds;
        }
        long days = bucket.seconds / Bucket.DAY.seconds;
        ZonedDateTime time = Instant.ofEpochSecond(start).atZone(zone);
        return time.toLocalDate().plusDays(days).atStartOfDay(zone).toEpochSecond();
    }
}
