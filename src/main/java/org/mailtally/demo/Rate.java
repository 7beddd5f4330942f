package org.mailtally.demo;

import java.time.Instant;
import java.time.ZoneId;

/** How much mail the invented host takes in: little at night, most at noon, less at a weekend, with waves of some minutes in between. */
final class Rate {

    private static final double LOWEST_PER_MINUTE = 2;
    private static final double HIGHEST_PER_MINUTE = 7;
    private static final double WEEKEND = 0.4;
    private static final double BUSIEST_HOUR = 13.5;

    private final ZoneId zone;

    Rate(ZoneId zone) {
        this.zone = zone;
    }

    /** Mails per second at a moment. */
    double perSecond(Instant time) {
        double hour = time.atZone(zone).toLocalTime().toSecondOfDay() / 3600.0;
        double day = (1 + Math.cos((hour - BUSIEST_HOUR) / 24 * 2 * Math.PI)) / 2;
        double minutes = time.getEpochSecond() / 60.0;
        double waves = 1 + 0.2 * Math.sin(minutes / 11) + 0.12 * Math.sin(minutes / 3.7);
        double week = time.atZone(zone).getDayOfWeek().getValue() > 5 ? WEEKEND : 1;
        return week * (LOWEST_PER_MINUTE + day * (HIGHEST_PER_MINUTE - LOWEST_PER_MINUTE)) * waves / 60;
    }
}
