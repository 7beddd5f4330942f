package org.mailtally.topic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the brokers answer those who poll topics. Thread-safe. */
final class BrokerWatch {

    /** Fetches and heartbeats are answered every few seconds, whether there are records or not. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final String brokers;
    private final Clock clock;
    private double received = -1;
    private @Nullable Instant answered;
    private @Nullable String fault;

    /** @param brokers kafka.brokers */
    BrokerWatch(String brokers, Clock clock) {
        this.brokers = brokers;
        this.clock = clock;
    }

    /** A poll has ended; so many bytes were received since the start. */
    synchronized void polled(double bytes) {
        fault = null;
        if (answered == null || bytes != received) {
            received = bytes;
            answered = clock.instant();
        }
    }

    /** A poll has failed. */
    synchronized void failed(Exception reason) {
        fault = String.valueOf(reason.getMessage());
    }

    /** Why no records come, with the remedy, in one line; empty as long as they may. */
    synchronized Optional<String> remark() {
        if (fault != null) {
            return Optional.of("kafka.brokers=" + brokers + ": " + fault + ": correct kafka.brokers, kafka.topics or"
                    + " kafka.security, or what the brokers allow");
        }
        Instant last = answered;
        return last == null || last.plus(LONGEST_SILENCE).isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of("kafka.brokers=" + brokers + ": no broker has answered since " + TIME.format(last)
                        + ": start one, or correct kafka.brokers or kafka.security");
    }
}
