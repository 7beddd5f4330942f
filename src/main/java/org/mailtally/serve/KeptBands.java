package org.mailtally.serve;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Question;

/**
 * The bands that were learned lately. They follow from past weeks, which hardly change, so that they are given again though
 * something was stored meanwhile. Thread-safe.
 */
final class KeptBands {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 16;
    private static final long MOST_BANDS = 100_000;

    private record Kept(Bands bands, long nanoseconds, long size) {}

    private final LongSupplier nanoseconds;
    private final Map<Question, Kept> kept = new LinkedHashMap<>();
    private long size;

    /** @param nanoseconds a clock that is never set */
    KeptBands(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    /** The bands of a question; null where they have to be learned. */
    synchronized @Nullable Bands of(Question question) {
        long oldest = nanoseconds.getAsLong() - LONGEST.toNanos();
        Iterator<Kept> each = kept.values().iterator();
        while (each.hasNext()) {
            Kept one = each.next();
            if (one.nanoseconds() - oldest < 0) {
                size -= one.size();
                each.remove();
            }
        }
        Kept found = kept.get(question);
        return found == null ? null : found.bands();
    }

    /** Keeps them, unless they are too many; the oldest make room. */
    synchronized void keep(Question question, Bands bands) {
        long needed = (long) question.slots().size() * question.trackers().size();
        if (needed > MOST_BANDS || kept.containsKey(question)) {
            return;
        }
        Iterator<Kept> each = kept.values().iterator();
        while (kept.size() >= MOST || size + needed > MOST_BANDS) {
            size -= each.next().size();
            each.remove();
        }
        kept.put(question, new Kept(bands, nanoseconds.getAsLong(), needed));
        size += needed;
    }
}
