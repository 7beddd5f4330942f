package org.mailtally.verify.count;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LineTest;
import org.mailtally.verify.logs.LogLines;

/**
 * By what the lines of a tracker were counted.
 *
 * @param tracker the tracker's name
 * @param reading the reading, as rows have it
 * @param pattern the pattern as it was written; empty of the built-in tracker of all lines
 * @param zone the zone of line times that name none
 * @param repeats whether a line that says how often a message was repeated stands for so many
 * @param test whether a line matches; null where every line does
 * @param values what the count is broken down by; null where it is not
 */
public record Definition(
        String tracker,
        String reading,
        String pattern,
        ZoneId zone,
        boolean repeats,
        @Nullable LineTest test,
        @Nullable LineValues values) {

    /** How many lines a line stands for, and of what value. */
    Matches matches(LogLines lines, RepeatedLines repeated) {
        if (test == null) {
            return Matches.ONE;
        }
        Matches found = repeats && repeated.times() > 0 ? ofMessages(repeated) : Matches.NONE;
        return found.times() > 0 ? found : ofMessage(lines.bytes(), lines.from(), lines.to(), 1);
    }

    private Matches ofMessages(RepeatedLines repeated) {
        return repeated.messages().stream()
                .map(message -> ofMessage(message, 0, message.length, repeated.times()))
                .filter(matches -> matches.times() > 0)
                .findFirst()
                .orElse(Matches.NONE);
    }

    private Matches ofMessage(byte[] bytes, int from, int to, int times) {
        if (test == null || !test.matches(bytes, from, to)) {
            return Matches.NONE;
        }
        return new Matches(times, values == null ? "" : values.of(bytes, from, to));
    }

    /** How many lines a line stands for: 0 where it does not match; and their by-value. */
    record Matches(int times, String value) {
        private static final Matches NONE = new Matches(0, "");
        private static final Matches ONE = new Matches(1, "");
    }

    /** Whether another reading counts the same: a recount is a later reading by the same definition. */
    public boolean isSame(Definition other) {
        return hash().equals(other.hash());
    }

    private String hash() {
        return reading.substring(reading.indexOf(' ') + 1);
    }

    /** The number of the reading, without leading zeros. */
    public String number() {
        return reading.substring(0, reading.indexOf(' ')).replaceFirst("^0+(?=\\d)", "");
    }
}
