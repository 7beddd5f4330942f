package org.mailtally.tally;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A task that another thread counts while the one before it is stored. A fault is thrown to whoever takes the tally,
 * by which time all before it is stored. For one asker.
 */
final class CountedAhead {

    private final Task.OfPortion task;
    private final FutureTask<Tally> counting;

    CountedAhead(Task.OfPortion task, Callable<Tally> counting, Executor other) {
        this.task = task;
        this.counting = new FutureTask<>(counting);
        other.execute(this.counting);
    }

    Task.OfPortion task() {
        return task;
    }

    /** The tally, waited for; counted here where nobody has begun with it. */
    Tally tally() throws IOException {
        counting.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return counting.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw thrown(failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException thrown(@Nullable Throwable fault) {
        if (fault instanceof IOException broken) {
            return broken;
        }
        if (fault instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (fault instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(fault);
    }
}
