package org.mailtally.store;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that the route has rows written by: two, so that one batch is put together while the store is at work on
 * another. They end by themselves when there is nothing to write, and do not keep the process from ending. Thread-safe.
 */
public final class RowThreads extends ThreadPoolExecutor {

    private static final int THREADS = 2;
    private static final long IDLE_SECONDS = 10;

    /** Threads that are yet to be started. */
    public RowThreads() {
        super(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "rows");
            thread.setDaemon(true);
            return thread;
        });
        allowCoreThreadTimeOut(true);
    }
}
