package org.mailtally.follow;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.StoreWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a fault in a route: it is noted where the pages look, and logged once as long as it lasts.
 * Thread-safe.
 */
public final class Faults implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int MOST_REMEMBERED = 1_000;

    private final StoreWatch watch;
    private final Map<String, Boolean> logged = new ConcurrentHashMap<>();
    private final LongAdder noted = new LongAdder();

    public Faults(StoreWatch watch) {
        this.watch = watch;
    }

    /** Notes the fault of a step. */
    public void note(Throwable fault) {
        if (isOvertaken(fault)) {
            LOG.debug("Another process was at the same log; it is looked at afresh", fault);
            return;
        }
        noted.increment();
        MongoException away = find(fault, MongoException.class);
        if (away != null) {
            watch.notStored(away);
            return;
        }
        String message = inWords(root(fault));
        if (logged.size() < MOST_REMEMBERED && logged.putIfAbsent(message, true) == null) {
            LOG.warn("{}", message);
            LOG.debug("The fault in full", fault);
        }
    }

    /** The faults since the start. */
    public long noted() {
        return noted.sum();
    }

    /** Notes the fault of a step, which fails all the same. */
    public void noteAndFail(Exception fault) throws Exception {
        note(fault);
        throw fault;
    }

    @Override
    public void handleException(Throwable exception) {
        note(exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        note(exception);
    }

    @Override
    public void handleException(String message, @Nullable Exchange exchange, Throwable exception) {
        note(exception);
    }

    /** Whether the store refused to let this process overwrite what another one wrote meanwhile. */
    private static boolean isOvertaken(Throwable fault) {
        MongoBulkWriteException refused = find(fault, MongoBulkWriteException.class);
        return refused != null
                && refused.getWriteConcernError() == null
                && refused.getWriteErrors().stream()
                        .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    }

    /** What went wrong; the message of a file that is refused is its path alone. */
    static String inWords(Throwable fault) {
        if (fault instanceof FileSystemException file && file.getReason() == null) {
            String reason = fault instanceof AccessDeniedException
                    ? "permission denied"
                    : fault instanceof NoSuchFileException ? "is not there" : "can't be used";
            return file.getFile() + ": " + reason;
        }
        return fault.getMessage() == null ? fault.toString() : fault.getMessage();
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static <T extends Throwable> @Nullable T find(Throwable fault, Class<T> type) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
