package org.mailtally.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The invented mail host: mails and strangers arrive at the rate of the day, and the lines they leave come out in the order of
 * time. The same seed gives the same lines. Not thread-safe.
 */
final class MailHost {

    private static final double STRANGERS = 0.17;

    private final Rate rate;
    private final SplittableRandom random;
    private final Postfix postfix;
    private final PriorityQueue<Line> ahead = new PriorityQueue<>();
    private final Incidents incidents;
    private Instant nextArrival;

    MailHost(ZoneId zone, long seed, Instant start, Incidents incidents) {
        this.incidents = incidents;
        this.rate = new Rate(zone);
        this.random = new SplittableRandom(seed);
        this.postfix = new Postfix(random, ahead::add);
        this.nextArrival = afterGap(rate, random, start);
    }

    /** Hands over every line up to a moment that was not handed over before. */
    void until(Instant end, Consumer<Line> lines) {
        while (true) {
            Line first = ahead.peek();
            if (first != null && !first.time().isAfter(end) && !first.time().isAfter(nextArrival)) {
                lines.accept(ahead.remove());
            } else if (!nextArrival.isAfter(end)) {
                arrive(nextArrival);
                nextArrival = afterGap(rate, random, nextArrival);
            } else {
                return;
            }
        }
    }

    /** The next arrival of a Poisson process with the rate of the moment. */
    private static Instant afterGap(Rate rate, SplittableRandom random, Instant time) {
        double seconds = -Math.log(1 - random.nextDouble()) / rate.perSecond(time) * (1 - STRANGERS);
        return time.plus(1 + Math.round(seconds * 1e6), ChronoUnit.MICROS);
    }

    private void arrive(Instant time) {
        if (random.nextDouble() < STRANGERS) {
            postfix.turnAway(time);
        } else if (incidents.outage().holds(time)) {
            postfix.putOff(time);
        } else {
            postfix.takeIn(time, incidents.storm().holds(time));
        }
    }
}
