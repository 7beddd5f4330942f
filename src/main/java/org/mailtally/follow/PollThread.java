package org.mailtally.follow;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.file.FolderWatch;

/**
 * The one thread that polls: at each delay that the route names, and once more where something is reported to have changed.
 * Where the watch over the folder knows that it is at rest, a poll that would find nothing is left out, but never for long.
 * The route names it, so polls of a route that was edited come behind the last one of the route before. Thread-safe.
 */
public final class PollThread extends ScheduledThreadPoolExecutor {

    /** How long a change is given to be over: a line is written in pieces, a rotation renames file by file. */
    private static final long SETTLE_MILLIS = 30;

    /** How soon after the last poll one may be left out; with the usual delay that is two out of three. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);

    private final FolderWatch watch;
    private final LongSupplier ticker;
    private volatile @Nullable Polling polling;
    private volatile long polledAt;
    private volatile boolean wasAtRest;

    private record Polling(Runnable poll, ScheduledFuture<?> atEachDelay) {}

    /** @param ticker nanoseconds that only go forward, as {@link System#nanoTime} */
    public PollThread(FolderWatch watch, LongSupplier ticker) {
        super(
                1,
                work -> {
                    Thread thread = new Thread(work, "polls");
                    thread.setDaemon(true);
                    return thread;
                },
                new DiscardPolicy());
        this.watch = watch;
        this.ticker = ticker;
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable poll, long initialDelay, long delay, TimeUnit unit) {
        wasAtRest = false;
        ScheduledFuture<?> atEachDelay =
                super.scheduleWithFixedDelay(() -> pollUnlessAtRest(poll), initialDelay, delay, unit);
        polling = new Polling(poll, atEachDelay);
        return atEachDelay;
    }

    private void pollUnlessAtRest(Runnable poll) {
        boolean isRecent = ticker.getAsLong() - polledAt < REST_NANOS;
        if (!(wasAtRest && isRecent && watch.isAtRest())) {
            poll(poll);
        }
    }

    private void poll(Runnable poll) {
        wasAtRest = false;
        poll.run();
        polledAt = ticker.getAsLong();
    }

    /**
     * The poll that ends now found nothing changed: the next change is waited for, and polled once more then. Only where it was
     * waited for during this poll already, nothing can have come behind its back.
     */
    void rest() {
        wasAtRest = watch.set(this::soon);
    }

    /** Polls once more, soon, where it is polled at all. */
    void soon() {
        ScheduledFuture<?> unused = schedule(this::onceMore, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void onceMore() {
        Polling now = polling;
        if (now != null && !now.atEachDelay().isDone()) {
            poll(now.poll());
        }
    }
}
