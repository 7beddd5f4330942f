package org.mailtally.serve;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.StoreWatch;

/**
 * What was answered last, for those who ask the same again at once: many charts on a page, many people on call. It is given
 * again until this process stores something, and for a while at most, since other processes may store too. Thread-safe.
 *
 * @param <K> what was requested
 * @param <V> what was answered; immutable
 */
final class Recent<K, V> {

    /**
     * A point in the store's history, noted before reading.
     *
     * @param writes how often this process had stored something
     * @param nanoseconds when that was
     */
    record Moment(long writes, long nanoseconds) {

        static Moment now(StoreWatch watch, LongSupplier nanoseconds) {
            return new Moment(watch.writes(), nanoseconds.getAsLong());
        }

        private boolean isRecentAt(Moment now, Duration longest) {
            return writes == now.writes && now.nanoseconds - nanoseconds <= longest.toNanos();
        }
    }

    /**
     * What was answered.
     *
     * @param read the moment before what it is made of was read: what is made of it in turn is as old
     */
    record Kept<V>(V answer, Moment read, Duration longest) {}

    private final int most;
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>();

    /** @param most how many answers are kept */
    Recent(int most) {
        this.most = most;
    }

    /** What was answered; null where it has to be found out. */
    synchronized @Nullable Kept<V> of(K requested, Moment now) {
        kept.values().removeIf(one -> !one.read().isRecentAt(now, one.longest()));
        return kept.get(requested);
    }

    /**
     * Keeps an answer, in place of a previous one to the same.
     *
     * @param read the moment before what the answer is made of was read
     * @param longest how long after that it may be given again
     */
    synchronized void keep(K requested, V answer, Moment read, Duration longest) {
        kept.remove(requested);
        if (kept.size() == most) {
            Iterator<K> oldest = kept.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        kept.put(requested, new Kept<>(answer, read, longest));
    }
}
