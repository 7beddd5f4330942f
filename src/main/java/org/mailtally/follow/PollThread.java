package org.mailtally.follow;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that polls: at each delay that the route names, and once more where it is told that something changed. It
 * is named in the route, so polls of a route that was edited come behind the last one of the route before. Thread-safe.
 */
public final class PollThread extends ScheduledThreadPoolExecutor {

    /** How long a change is given to be over: a line is written in pieces, a rotation renames file by file. */
    private static final long SETTLE_MILLIS = 50;

    private volatile @Nullable Polling polling;

    private record Polling(Runnable poll, ScheduledFuture<?> atEachDelay) {}

    public PollThread() {
        super(
                1,
                work -> {
                    Thread thread = new Thread(work, "polls");
                    thread.setDaemon(true);
                    return thread;
                },
                new DiscardPolicy());
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable poll, long initialDelay, long delay, TimeUnit unit) {
        ScheduledFuture<?> atEachDelay = super.scheduleWithFixedDelay(poll, initialDelay, delay, unit);
        polling = new Polling(poll, atEachDelay);
        return atEachDelay;
    }

    /** Polls once more, soon, where it is polled at all. */
    void soon() {
        ScheduledFuture<?> unused = schedule(this::onceMore, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void onceMore() {
        Polling now = polling;
        if (now != null && !now.atEachDelay().isDone()) {
            now.poll().run();
        }
    }
}
