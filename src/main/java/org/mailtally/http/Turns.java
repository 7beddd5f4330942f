package org.mailtally.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The turns at the memory: answers that are being made hold at most so many cells together, since a process whose memory is
 * used up ends. Small answers go first, a few large ones wait, and others are refused at once. Thread-safe.
 */
public final class Turns {

    /** A cell takes some 40 bytes while an answer is made; two thirds of the memory are left to all else. */
    private static final int BYTES_PER_CELL = 112;

    /** What is said where a turn did not come. */
    public static final String NONE = "too many large answers are being made: ask again in a moment";

    /** After how long to ask again. */
    public static final String RETRY_SECONDS = "2";

    /** How many answers wait at one time: each keeps a thread of the server waiting. */
    private static final int MOST_WAITING = 8;

    private final Semaphore free;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final int most;
    private final Duration patience;

    /**
     * @param memory the bytes that the process may use for its objects
     * @param patience how long an answer waits for its turn
     */
    public Turns(long memory, Duration patience) {
        int all = (int) Math.max(1, Math.min(Integer.MAX_VALUE, memory / BYTES_PER_CELL));
        this.most = all - all / 4;
        this.free = new Semaphore(all);
        this.patience = patience;
    }

    /** A turn, which holds its cells until it ends. */
    final class Turn {

        private final int cells;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Turn(int cells) {
            this.cells = cells;
        }

        /** Gives the cells back, once. */
        void end() {
            if (ended.compareAndSet(false, true)) {
                free.release(cells);
            }
        }
    }

    /** Waits for the turn of what answers a request, which it has until it is sent; whether it came in time. */
    public boolean hasItsTurn(Exchange exchange, long cells) {
        Turn turn = take(cells);
        if (turn != null) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange answered) {
                    turn.end();
                }
            });
        }
        return turn != null;
    }

    /**
     * Waits until an answer of so many cells fits beside those that are being made, unless enough others wait. The largest are counted as three quarters
     * of all, so that there is always room for small ones: a check, the page.
     *
     * @return null where its turn did not come in time, or too many wait
     */
    @Nullable
    Turn take(long cells) {
        int wanted = (int) Math.min(cells, most);
        if (free.tryAcquire(wanted)) {
            return new Turn(wanted);
        }
        if (!waiting.tryAcquire()) {
            return null;
        }
        try {
            return free.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS) ? new Turn(wanted) : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            waiting.release();
        }
    }
}
