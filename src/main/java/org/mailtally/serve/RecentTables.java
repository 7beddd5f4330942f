package org.mailtally.serve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Question;
import org.mailtally.gviz.Table;
import org.mailtally.store.StoreWatch;

/**
 * The tables answered with last, for those who ask the same again at once: many charts on a page, many people on call. One
 * is given again until this process stores something, and for half a second at most, since other processes may store too.
 * Thread-safe.
 */
final class RecentTables {

    private static final long LONGEST_NANOSECONDS = 500_000_000;
    private static final int MOST_TABLES = 8;
    private static final long MOST_CELLS = 200_000;

    /**
     * A point in the store's history, noted before reading.
     *
     * @param writes how often this process had stored something
     * @param nanoseconds when that was
     */
    record Moment(long writes, long nanoseconds) {}

    private record Recent(Question question, Table table, Moment read) {}

    private final StoreWatch watch;
    private final LongSupplier nanoseconds;
    private final Deque<Recent> tables = new ArrayDeque<>();

    RecentTables(StoreWatch watch, LongSupplier nanoseconds) {
        this.watch = watch;
        this.nanoseconds = nanoseconds;
    }

    Moment now() {
        return new Moment(watch.writes(), nanoseconds.getAsLong());
    }

    /** The table that answers a question; null where it has to be read. */
    synchronized @Nullable Table of(Question question) {
        Moment now = now();
        for (Iterator<Recent> left = tables.iterator(); left.hasNext(); ) {
            Recent recent = left.next();
            if (recent.read().writes() != now.writes()
                    || now.nanoseconds() - recent.read().nanoseconds() > LONGEST_NANOSECONDS) {
                left.remove();
            } else if (recent.question().equals(question)) {
                return recent.table();
            }
        }
        return null;
    }

    /** Keeps a table, unless it is a large one. */
    synchronized void keep(Question question, Table table, Moment read) {
        if ((long) table.rows() * table.columns().size() > MOST_CELLS) {
            return;
        }
        if (tables.size() == MOST_TABLES) {
            tables.removeFirst();
        }
        tables.addLast(new Recent(question, table, read));
    }
}
