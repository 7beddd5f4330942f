package org.mailtally.source;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The processors that share the reading of large logs: the reading thread's own and a thread for each other one. The
 * threads end by themselves when there is nothing to read, and do not keep the process from ending. Thread-safe.
 */
public final class Processors implements AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final int others;
    private final @Nullable ThreadPoolExecutor threads;
    private final @Nullable ThreadPoolExecutor beside;

    private Processors(int others) {
        this.others = others;
        this.threads = others == 0 ? null : pool(others, others, new LinkedBlockingQueue<>(), "mailtally-reading");
        this.beside = others == 0 ? null : pool(0, Integer.MAX_VALUE, new SynchronousQueue<>(), "mailtally-ahead");
    }

    /** All of the machine's. */
    public static Processors ofMachine() {
        return new Processors(Math.max(0, Runtime.getRuntime().availableProcessors() - 1));
    }

    /** So many, the reading thread's among them. */
    public static Processors of(int processors) {
        return new Processors(processors - 1);
    }

    private static ThreadPoolExecutor pool(int least, int most, BlockingQueue<Runnable> waiting, String name) {
        ThreadFactory factory = work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, waiting, factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Threads that read a log ahead of the thread whose turn it is, sharing the processors with it; what they are given once
     * they are closed is left undone. Null where there is one processor only.
     */
    public @Nullable Executor beside() {
        return beside == null ? null : work -> execute(beside, work);
    }

    /** Those beside the reading thread's own. */
    public int others() {
        return others;
    }

    /** Has work done by one of the others; where they are closed it is left undone. */
    public void execute(Runnable work) {
        if (threads != null) {
            execute(threads, work);
        }
    }

    private static void execute(ThreadPoolExecutor pool, Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException closed) {
            // Whoever waits for the work does it.
        }
    }

    /** Takes work back; false where it was begun. */
    public boolean takeBack(Runnable work) {
        return threads == null || threads.remove(work);
    }

    /** Ends the threads once they have done what they were given. */
    @Override
    public void close() {
        if (threads != null) {
            threads.shutdown();
        }
        if (beside != null) {
            beside.shutdown();
        }
    }
}
