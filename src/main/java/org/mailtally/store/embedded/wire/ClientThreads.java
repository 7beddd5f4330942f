package org.mailtally.store.embedded.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The threads that do the commands of clients other than the pipeline. A command whose time is over is answered, whether its
 * thread has come to an end of it or not, and its thread ends it where it next looks at its time. Thread-safe.
 */
final class ClientThreads implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 500;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            new DefaultThreadFactory("embedded-store-client", true));
    private final Map<Channel, Execution> running = new ConcurrentHashMap<>();

    ClientThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Does a command.
     *
     * @param answer takes the reply, on the thread of the connection, and is called once
     */
    void run(
            ChannelHandlerContext context,
            Execution execution,
            Function<Execution, byte[]> work,
            Consumer<byte[]> answer) {
        running.put(context.channel(), execution);
        Consumer<byte[]> once = reply -> {
            if (running.remove(context.channel(), execution)) {
                execution.end();
                answer.accept(reply);
            }
        };
        ScheduledFuture<?> limit = context.executor()
                .schedule(
                        () -> once.accept(Reply.encode(execution.refusal())),
                        execution.millis(),
                        TimeUnit.MILLISECONDS);
        try {
            threads.execute(() -> {
                byte[] reply = execution.isOver() ? Reply.encode(execution.refusal()) : work.apply(execution);
                limit.cancel(false);
                context.executor().execute(() -> once.accept(reply));
            });
        } catch (RejectedExecutionException e) {
            limit.cancel(false);
            once.accept(Reply.encode(execution.refusal()));
        }
    }

    /** Ends what is done for a connection that is no more. */
    void end(Channel channel) {
        Execution execution = running.remove(channel);
        if (execution != null) {
            execution.end();
        }
    }

    @Override
    public void close() {
        running.values().forEach(Execution::end);
        threads.shutdown();
    }
}
