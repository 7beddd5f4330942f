package org.mailtally.verify.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time as it is written at the head of a line, to the minute.
 *
 * @param year null where none is written
 * @param offset the seconds by which the zone is ahead of UTC; null where none is written
 * @param end the index behind the time
 * @param namesHost whether the form has the host's name behind the time
 */
record WrittenHead(
        @Nullable Integer year,
        int month,
        int day,
        int hour,
        int minute,
        @Nullable Integer offset,
        int end,
        boolean namesHost) {

    private static final int LEAP_YEAR = 2000;

    static WrittenHead of(long epochSecond, int end, boolean namesHost) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        return new WrittenHead(
                utc.getYear(),
                utc.getMonthValue(),
                utc.getDayOfMonth(),
                utc.getHour(),
                utc.getMinute(),
                0,
                end,
                namesHost);
    }

    /** Whether there is such a day in the year, or in some year where none is written. */
    boolean isPossible() {
        try {
            return LocalDate.of(year == null ? LEAP_YEAR : year, month, day).getYear() > 0;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /** Whether it names the whole of its time. */
    boolean isWhole() {
        return year != null && offset != null;
    }
}
