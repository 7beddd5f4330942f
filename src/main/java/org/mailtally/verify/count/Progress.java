package org.mailtally.verify.count;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/** What is said while verifying goes on: at most one line a second. Not thread-safe. */
public final class Progress {

    private static final long NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final LongSupplier ticker;
    private long said;
    private int logs;
    private int done;

    /** @param ticker nanoseconds that only go forward */
    public Progress(PrintStream out, LongSupplier ticker) {
        this.out = out;
        this.ticker = ticker;
        this.said = ticker.getAsLong();
    }

    public void begin(int all) {
        logs = all;
    }

    void reading(String file, long position) {
        long now = ticker.getAsLong();
        if (now - said >= NANOS) {
            said = now;
            out.println("recounting log " + (done + 1) + " of " + logs + ": " + file + ", " + (position >> 20)
                    + " MiB so far");
        }
    }

    public void done() {
        done++;
    }
}
