package org.mailtally.verify.time;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the head of a line that is no JSON: by the rules of {@code org.mailtally.time.WrittenTime}, found in another
 * way.
 */
final class HeadForms {

    private static final String BLANK = "[ \\t]";
    private static final String COLOURS = "(?>\\x1b\\[[0-9;]*+m)*+";
    private static final String SERVICE =
            "(?>[A-Za-z0-9._@-]{1,64}+" + COLOURS + BLANK + "*+\\|" + COLOURS + BLANK + "*+" + COLOURS + ")?+";
    private static final String PRIORITY = "(?>\\d{1,9} (?=<))?+(?>(?:<\\d{1,5}>)?+(?:\\d (?=\\d))?+)";
    private static final String SEQUENCE =
            "(?>\\d{1,9}+:" + BLANK + "++(?:[A-Za-z0-9._-]{1,64}+:" + BLANK + "++)?)?+[*.]?+";
    private static final String WEEKDAY = "(?<weekday>(?>(?i:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?"
            + "|fri(?:day)?|sat(?:urday)?|sun(?:day)?),?" + BLANK + "++)?+)";
    private static final String PREFIX = COLOURS + SERVICE + PRIORITY + SEQUENCE + "(?<bracket>[\\[(\"]?+)" + WEEKDAY;

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final String MONTH = MONTHS.stream()
            .map(month -> month.substring(0, 3) + "(?:" + month.substring(3) + ")?")
            .collect(Collectors.joining("|", "(?<name>(?i:", "))(?![A-Za-z])"));
    private static final String YEAR = "(?<year>\\d{4})";
    private static final String DAY = "(?<day>\\d\\d?)(?!\\d)";
    private static final String BETWEEN = "(?<between>[ \\t/.-])";
    private static final String FRACTION = "(?:[.,]\\d++)?+";
    private static final String CLOCK = "(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?:[0-5]\\d|60)" + FRACTION;
    private static final String BARE_CLOCK =
            "(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)(?:[0-5]\\d|60)(?!\\d)" + FRACTION;
    private static final String BARE_DATE = YEAR + "(?<month>\\d\\d)(?<day>\\d\\d)";

    private static final List<Form> FORMS = List.of(
            new Form(MONTH + BLANK + "+" + DAY + ",?" + BLANK + "+(?:" + YEAR + ",?" + BLANK + "+)?" + CLOCK),
            new Form(YEAR + "(?<dash>[-/.])(?<month>\\d\\d)\\k<dash>(?<day>\\d\\d)(?<t>[Tt \\t])" + CLOCK),
            new Form(DAY + BETWEEN + MONTH + "[ \\t/.-]" + YEAR + "[ \\t:T]" + BLANK + "*" + CLOCK),
            new Form(DAY + BETWEEN + MONTH + BLANK + "+" + CLOCK),
            new Form(YEAR + BETWEEN + MONTH + "[ \\t/.-]" + BLANK + "*" + DAY + BLANK + "+" + CLOCK),
            new Form(BARE_DATE + BARE_CLOCK),
            new Form(BARE_DATE + "[Tt \\t-]" + BARE_CLOCK),
            new Form(BARE_DATE + "[Tt \\t-]" + CLOCK));
    private static final Pattern EPOCH = Pattern.compile(
            PREFIX + "(?<second>\\d{10})(?:\\d{3}){0,3}(?!\\d)" + FRACTION + "(?=[ \\t:;,|\\])\"\\r]|$)");
    private static final Pattern TAI =
            Pattern.compile(PREFIX + "@(?<label>[0-9a-fA-F]{16})(?:[0-9a-fA-F]{8}){0,2}(?![0-9a-zA-Z])");
    private static final Pattern OBJECT = Pattern.compile(PREFIX + "(?=\\{)");

    private static final String OFFSET = "([+-])(0\\d|1[0-8])(?::?([0-5]\\d)|(?!:?\\d))";
    private static final Pattern HALF = Pattern.compile(BLANK + "?([AP])M(?![A-Za-z0-9])");
    private static final Pattern UTC =
            Pattern.compile("[Zz]|" + BLANK + "?(?:UTC|GMT)(?![A-Za-z0-9._-])(?!" + OFFSET + ")");
    private static final Pattern AHEAD = Pattern.compile(BLANK + "?(?:UTC|GMT)?" + OFFSET);
    private static final Pattern YEAR_BEHIND =
            Pattern.compile(BLANK + "([A-Z]{2,5}" + BLANK + ")?(20\\d\\d)(?=[ \\t\\]),;\"\\r]|$)");
    private static final Pattern ABBREVIATION = Pattern.compile(BLANK + "[A-Z]{2,5}(?=" + BLANK + ")");

    private static final long FIRST_SECOND = 1_000_000_000;
    private static final long LAST_SECOND = 4_102_444_800L;
    private static final long DAEMONTOOLS = (1L << 62) + 10;

    private HeadForms() {}

    /** A form of a date and a clock. */
    private record Form(Pattern pattern) {

        private Form(String dateAndClock) {
            this(Pattern.compile(PREFIX + dateAndClock));
        }

        private boolean has(String group) {
            return pattern.pattern().contains("(?<" + group + ">");
        }
    }

    /** The head of a line as it is written; null where the line has none, or one of an impossible time. */
    static @Nullable WrittenHead of(String line) {
        int from = behindNothing(line);
        for (Form form : FORMS) {
            Matcher head = at(form.pattern(), line, from);
            if (head != null) {
                WrittenHead read = read(form, head, line);
                return read.isPossible() ? read : null;
            }
        }
        Matcher epoch = at(EPOCH, line, from);
        if (epoch != null) {
            long second = Long.parseLong(epoch.group("second"));
            boolean namesHost = epoch.group("bracket").isEmpty();
            boolean isPossible = second >= FIRST_SECOND && second < LAST_SECOND;
            return isPossible ? WrittenHead.of(second, epoch.end(), namesHost) : null;
        }
        Matcher tai = at(TAI, line, from);
        long label = tai == null ? -1 : Long.parseUnsignedLong(tai.group("label"), 16) - DAEMONTOOLS;
        return tai != null && label >= 0 && label < LAST_SECOND ? WrittenHead.of(label, tai.end(), false) : null;
    }

    /** The index at which an object of JSON begins; negative where the line is none. */
    static int object(String line) {
        Matcher object = at(OBJECT, line, behindNothing(line));
        return object == null ? -1 : object.end();
    }

    /** The index behind NULs and byte order marks. */
    private static int behindNothing(String line) {
        int from = 0;
        while (true) {
            if (line.startsWith("\0", from)) {
                from++;
            } else if (line.startsWith("\u00ef\u00bb\u00bf", from)) {
                from += 3;
            } else {
                return from;
            }
        }
    }

    private static WrittenHead read(Form form, Matcher head, String line) {
        int hour = Integer.parseInt(head.group("hour"));
        int end = head.end();
        boolean isBracketed = !head.group("bracket").isEmpty();
        Matcher half = at(HALF, line, end);
        if (half != null && hour >= 1 && hour <= 12) {
            hour = hour % 12 + (half.group(1).equals("P") ? 12 : 0);
            end = half.end();
        }
        Zone zone = zone(line, end);
        String year = form.has("year") ? head.group("year") : null;
        Matcher behind = year == null ? at(YEAR_BEHIND, line, zone.end()) : null;
        if (behind != null && (zone.offset() == null || behind.group(1) == null)) {
            year = behind.group(2);
            zone = zone.offset() == null ? zone(line, behind.end()) : new Zone(zone.offset(), behind.end());
        }
        end = zone.end();
        boolean namesHost = !form.has("between") || head.group("between").isBlank();
        if (form.has("t")) {
            Matcher abbreviation = at(ABBREVIATION, line, end);
            boolean isJournal = !head.group("weekday").isEmpty() && (zone.offset() != null || abbreviation != null);
            boolean isInternet =
                    head.group("dash").equals("-") && !head.group("t").isBlank();
            namesHost = isJournal || isInternet;
            if (isJournal && abbreviation != null && zone.offset() == null) {
                end = abbreviation.end();
            }
        }
        return new WrittenHead(
                year == null ? null : Integer.valueOf(year),
                form.has("name") ? month(head.group("name")) : Integer.parseInt(head.group("month")),
                Integer.parseInt(head.group("day")),
                hour,
                Integer.parseInt(head.group("minute")),
                zone.offset(),
                end,
                namesHost && !isBracketed);
    }

    private static int month(String name) {
        String first = name.substring(0, 3).toLowerCase(Locale.ROOT);
        return MONTHS.stream().map(month -> month.substring(0, 3)).toList().indexOf(first) + 1;
    }

    /** A zone as it is written, and where it ends. */
    private record Zone(@Nullable Integer offset, int end) {}

    private static Zone zone(String line, int from) {
        Matcher utc = at(UTC, line, from);
        if (utc != null) {
            return new Zone(0, utc.end());
        }
        Matcher ahead = at(AHEAD, line, from);
        if (ahead == null) {
            return new Zone(null, from);
        }
        String minutes = ahead.group(3);
        int seconds = Integer.parseInt(ahead.group(2)) * 3_600 + (minutes == null ? 0 : Integer.parseInt(minutes) * 60);
        return new Zone(ahead.group(1).equals("-") ? -seconds : seconds, ahead.end());
    }

    private static @Nullable Matcher at(Pattern pattern, String line, int from) {
        Matcher matcher = pattern.matcher(line).useTransparentBounds(true).region(from, line.length());
        return matcher.lookingAt() ? matcher : null;
    }
}
