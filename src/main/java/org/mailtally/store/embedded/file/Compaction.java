package org.mailtally.store.embedded.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a store is written into a new file, which then takes the old one's place at once and whole.
 *
 * <p>MVStore has a way of its own, which leaves the file readable by others, and unlocked for a moment.
 *
 * @param smallBytes a file of this size is left as it is
 * @param percentLive so is one of which this share is live
 */
public record Compaction(long smallBytes, int percentLive) {
    /** When the store is opened or closed. */
    public static final Compaction AT_REST = new Compaction(1 << 20, 50);
    /** Between two commands, which wait meanwhile: some 500,000 rows a second. */
    public static final Compaction IN_USE = new Compaction(16 << 20, 25);

    /** Not at all. */
    public static final Compaction NEVER = new Compaction(Long.MAX_VALUE, 0);

    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    /** The store over the compacted file, open and locked; or the same store, if it is not wasteful or there is no room. */
    MVStore of(MVStore store, Path path) {
        return isWasteful(store.getFileStore()) ? run(store, path) : store;
    }

    private boolean isWasteful(FileStore<?> blocks) {
        return blocks.size() > smallBytes && blocks.getFillRate() * blocks.getChunksFillRate() / 100 < percentLive;
    }

    private static MVStore run(MVStore store, Path path) {
        Path copy = copyOf(path);
        long before = store.getFileStore().size();
        try {
            Files.deleteIfExists(copy);
            PrivateFile.create(copy);
            PrivateFile.keepOwner(copy, path);
            try (MVStore target = StoreFile.openStore(copy)) {
                new StoreMaps(store, new Reads()).copyTo(target);
            }
            MVStore compacted = StoreFile.openStore(copy);
            moveOver(path, copy, compacted);
            store.closeImmediately();
            LOG.info("{} is compacted from {} to {} bytes", path, before, Files.size(path));
            return compacted;
        } catch (IOException | MVStoreException | EmbeddedStoreException e) {
            LOG.warn("{} stays as large as it is, for it cannot be compacted: {}", path, e.getMessage());
            delete(copy);
            return store;
        }
    }

    /** Deletes what a compaction left that was killed; the file itself it had not touched. */
    static void cleanUp(Path path) {
        delete(copyOf(path));
    }

    private static Path copyOf(Path path) {
        return path.resolveSibling(path.getFileName() + ".compact");
    }

    private static void moveOver(Path path, Path copy, MVStore compacted) throws IOException {
        try {
            Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE);
            PrivateFile.syncFolderOf(path);
        } catch (IOException e) {
            compacted.closeImmediately();
            throw e;
        }
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("{} is left over and can be deleted: {}", copy, e.getMessage());
        }
    }
}
