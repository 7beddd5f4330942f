package org.mailtally.verify;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.LineTest;

/**
 * By what the lines of a tracker were counted.
 *
 * @param tracker the tracker's name
 * @param reading the reading, as rows have it
 * @param pattern the pattern as it was written; empty of the built-in tracker of all lines
 * @param zone the zone of line times that name none
 * @param test whether a line matches; null where every line does
 * @param values what the count is broken down by; null where it is not
 */
record Definition(
        String tracker,
        String reading,
        String pattern,
        ZoneId zone,
        @Nullable LineTest test,
        @Nullable LineValues values) {

    boolean matches(LogLines lines) {
        return test == null || test.matches(lines.bytes(), lines.from(), lines.to());
    }

    /** The number of the reading, without leading zeros. */
    String number() {
        return reading.substring(0, reading.indexOf(' ')).replaceFirst("^0+(?=\\d)", "");
    }
}
