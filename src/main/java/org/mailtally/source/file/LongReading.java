package org.mailtally.source.file;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The telling of a reading that takes long, for who looks at the process and not at its page: how far it has come, twice a
 * minute, and how long all of it took. Of what is short it tells nothing. Not thread-safe.
 */
final class LongReading {

    /** The bytes from which on a reading is reported when it ends. */
    private static final long LONG = 100_000_000;

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final long MEGABYTE = 1_000_000;

    private final String name;
    private final long size;
    private final Clock clock;
    private final Consumer<String> listener;
    private final Instant began;
    private Instant reported;
    private long from = Long.MAX_VALUE;
    private long to;

    /**
     * @param name the file's
     * @param size how many bytes there are to be read; -1 where that is not known before
     * @param listener is called
     */
    LongReading(String name, long size, Clock clock, Consumer<String> listener) {
        this.name = name;
        this.size = size;
        this.clock = clock;
        this.listener = listener;
        this.began = clock.instant();
        this.reported = began;
    }

    /** Reading begins at a position, at the latest. */
    void startsAt(long position) {
        from = Math.min(from, position);
    }

    /** All up to a position is counted and stored. */
    void cameTo(long position) {
        to = position;
        if (to > from && Duration.between(reported, clock.instant()).compareTo(PAUSE) >= 0) {
            reported = clock.instant();
            listener.accept(name + " is being counted: " + soFar() + share());
        }
    }

    /** All there is of the file is counted and stored. */
    void ended() {
        if (to - from >= LONG || (to > from && reported.isAfter(began))) {
            listener.accept(name + " is counted: " + soFar());
        }
        from = Long.MAX_VALUE;
    }

    private String soFar() {
        double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%,d MB in %.1f s", (to - from) / MEGABYTE, seconds);
    }

    private String share() {
        return size > 0 ? ", up to " + Math.min(100, 100 * to / size) + " % of the file" : "";
    }
}
