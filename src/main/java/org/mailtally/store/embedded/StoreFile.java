package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.IOException;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The file that holds the store: an H2 MVStore, locked by this process while it is open. Its user serialises writes. */
final class StoreFile implements AutoCloseable {
    static final String NAME = "mailtally.mv";
    private static final int CACHE_MEGABYTES = 16;
    private static final int PAGE_BYTES = 8 << 10;
    /** How long a freed block stays as it was; every commit is on disk long before. */
    private static final int RETENTION_MILLIS = 1_000;

    private static final int COMMITS_BETWEEN_TIDYING = 64;
    private static final int TIDIED_BYTES = 1 << 20;

    private final Path path;
    private volatile MVStore store;
    private volatile boolean closed;
    private int commits;

    private StoreFile(Path path, MVStore store) {
        this.path = path;
        this.store = store;
    }

    /** Opens the file in this folder, or creates it, and compacts it when most of it is empty. */
    static StoreFile open(Path directory) {
        Path path = directory.resolve(NAME);
        try {
            PrivateFile.create(path);
        } catch (IOException e) {
            throw StoreFailure.notCreated(path, e);
        }
        StoreFile file = new StoreFile(path, openStore(path));
        if (Compaction.isWorthwhile(file.store) && Compaction.run(file.store, path)) {
            file.store = openStore(path);
        }
        return file;
    }

    /** Opens a store that writes only when it is told to; by itself it would also write halfway through a command. */
    static MVStore openStore(Path path) {
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(path.toString())
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .cacheSize(CACHE_MEGABYTES)
                    .pageSplitSize(PAGE_BYTES)
                    .compress()
                    .open();
            store.setRetentionTime(RETENTION_MILLIS);
            return store;
        } catch (MVStoreException e) {
            throw StoreFailure.notOpened(path, e);
        }
    }

    MVStore store() {
        return store;
    }

    /** Whether the store must be reopened: it closes itself when a write fails. */
    boolean isClosed() {
        return store.isClosed();
    }

    /** Writes all changes to disk; they survive the death of the process and, as far as fsync holds, of the machine. */
    void commit() {
        try {
            store.commit();
            store.sync();
            commits++;
            if (commits % COMMITS_BETWEEN_TIDYING == 0 && Compaction.isWorthwhile(store)) {
                tidy();
            }
        } catch (MVStoreException e) {
            store.closeImmediately();
            throw StoreFailure.notCommitted(path, e);
        }
    }

    /** Moves what is left in the emptiest blocks together, so that these can be used again. */
    private void tidy() {
        if (store.compact(Compaction.PERCENT_USED, TIDIED_BYTES)) {
            store.sync();
        }
    }

    void closeWithoutWriting() {
        store.closeImmediately();
    }

    /** Opens the file again, as it was after the last commit. */
    void reopen() {
        if (closed) {
            throw new MongoServerError(91, "ShutdownInProgress", "the embedded store is closed");
        }
        try {
            store = openStore(path);
        } catch (EmbeddedStoreException e) {
            throw StoreFailure.notReopened(e);
        }
    }

    /** Compacts the file when most of it is empty, and closes it for good. */
    @Override
    public void close() {
        closed = true;
        if (!store.isClosed() && !(Compaction.isWorthwhile(store) && Compaction.run(store, path))) {
            store.close();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
