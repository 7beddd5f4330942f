package org.mailtally.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What does not change in a history.
 *
 * @param start the time at its start
 * @param zone the zone of times that name none
 * @param forms 0: no line names its year; 1: every line does; 2: either
 * @param processes the number of processes, 1 or 2
 * @param beginsAlike whether some logs begin with the same lines
 * @param portionBytes the bytes after which a portion may end
 * @param leavesNuls whether a log that is cut begins with NULs, its writer being one without O_APPEND
 */
record Circumstances(
        Instant start,
        ZoneId zone,
        int forms,
        int processes,
        boolean beginsAlike,
        long portionBytes,
        boolean leavesNuls) {

    private static final List<Instant> STARTS = List.of(
            Instant.parse("2026-11-23T09:52:30Z"),
            Instant.parse("2026-12-31T22:50:00Z"),
            Instant.parse("2028-02-28T23:10:00Z"));
    private static final int LONGEST_LINE = 200;
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kolkata"));

    static Circumstances of(SplittableRandom random) {
        return new Circumstances(
                STARTS.get(random.nextInt(STARTS.size())),
                ZONES.get(random.nextInt(ZONES.size())),
                random.nextInt(3),
                random.nextInt(3) == 0 ? 1 : 2,
                random.nextInt(3) == 0,
                random.nextBoolean() ? LONGEST_LINE + random.nextInt(1_000) : Long.MAX_VALUE,
                random.nextInt(20) == 0);
    }
}
