package org.mailtally.store.embedded;

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
 * The writing of a store into a new file, which then takes the old one's place at once and whole.
 *
 * <p>MVStore has a way of its own, which leaves the file readable by others and unlocked for a moment.
 */
final class Compaction {
    /** Below this share of live data a file is called wasteful. */
    static final int PERCENT_USED = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
    private static final long SMALL_FILE_BYTES = 1 << 20;

    private Compaction() {}

    /** Whether the file is not small and less than half of it is live. */
    static boolean isWorthwhile(MVStore store) {
        FileStore<?> blocks = store.getFileStore();
        int percentUsed = blocks.getFillRate() * blocks.getChunksFillRate() / 100;
        return blocks.size() > SMALL_FILE_BYTES && percentUsed < PERCENT_USED;
    }

    /**
     * Replaces the file and closes the store, whose lock holds until then.
     *
     * @return false when there is no room for another file; the store then stays open and as it was
     */
    static boolean run(MVStore store, Path path) {
        Path copy = path.resolveSibling(path.getFileName() + ".compact");
        long before = store.getFileStore().size();
        try {
            Files.deleteIfExists(copy);
            PrivateFile.create(copy);
            try (MVStore target = StoreFile.openStore(copy)) {
                new StoreMaps(store).copyTo(target);
            }
            Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE);
            store.closeImmediately();
            LOG.info("{} is compacted from {} to {} bytes", path, before, Files.size(path));
            return true;
        } catch (IOException | MVStoreException | EmbeddedStoreException e) {
            LOG.warn("{} stays as large as it is, for it cannot be compacted: {}", path, e.getMessage());
            delete(copy);
            return false;
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
