package org.mailtally.store.embedded.engine;

import com.sun.management.ThreadMXBean;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the documents of one command take which holds them all: looked at now and then while they are read, so
 * that a command which is too large ends with an error and the process does not. Not thread-safe.
 *
 * <p>It goes by what the old generation holds, and by what its last collection left, which was some time ago: where either is
 * much, there is a collection before the command is refused.
 */
final class HeldMemory {

    private static final int QUERY_EXCEEDED_MEMORY = 292;
    /** How much of the stored form is read between two looks; decoded it is some five times as large. */
    private static final int LOOK_BYTES = 1 << 20;

    /** How much the thread makes between two looks. */
    private static final long LOOK_ALLOCATED = 4 << 20;

    private static final double MOST = 0.8;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long allocated = THREADS.getCurrentThreadAllocatedBytes();
    private long bytes;

    /**
     * One more document is held.
     *
     * @param size the bytes of its stored form
     * @throws MongoServerError where there is hardly any memory left, with MongoDB's code for it
     */
    void more(int size) {
        bytes += size;
        if (bytes < LOOK_BYTES) {
            return;
        }
        bytes = 0;
        mustNotBeShort();
    }

    /**
     * Something is made of what was read, perhaps much of little.
     *
     * @throws MongoServerError as above
     */
    void mustBeLeft() {
        long now = THREADS.getCurrentThreadAllocatedBytes();
        if (now - allocated >= LOOK_ALLOCATED) {
            allocated = now;
            mustNotBeShort();
        }
    }

    private void mustNotBeShort() {
        if (!isShort(MemoryPoolMXBean::getCollectionUsage) && !isShort(MemoryPoolMXBean::getUsage)) {
            return;
        }
        System.gc();
        if (isShort(MemoryPoolMXBean::getCollectionUsage)) {
            throw new MongoServerError(
                    QUERY_EXCEEDED_MEMORY,
                    "QueryExceededMemoryLimitNoDiskUseAllowed",
                    "what this command holds fills the memory of this process: narrow its filter, give find a limit, or"
                            + " sort by _id or insert_time alone");
        }
    }

    private static boolean isShort(Function<MemoryPoolMXBean, @Nullable MemoryUsage> usage) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .map(usage)
                .anyMatch(left -> left != null && isShort(left));
    }

    private static boolean isShort(MemoryUsage left) {
        return left.getMax() > 0 && left.getUsed() > MOST * left.getMax();
    }
}
