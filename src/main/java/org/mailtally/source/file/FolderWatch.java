package org.mailtally.source.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch over the folders that logs lie in: it tells once that a log was written to, came or went, and no more until it
 * is set again.
 *
 * <p>It is notified by the system ({@link WatchService}, which is inotify on Linux), and is no substitute for looking: a network's file
 * system tells nothing of what others write, nothing is reported of what a link points to, and the system's watches can be used
 * up. Since a folder is watched until the first change in it, of whatever file, one that is written to without pause costs
 * little more than one at rest. Thread-safe.
 */
public final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private static final List<WatchEvent.Kind<Path>> CHANGES = List.of(
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);

    /** The file systems that are this machine's own, so that it knows of every change. */
    private static final Set<String> LOCAL =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "bcachefs", "tmpfs", "overlay");

    /** How long the changes of a folder are gathered: a line is often written to several files, one after the other. */
    private static final long GATHER_MILLIS = 20;

    private final LogFiles files;
    private Map<Path, FileTime> folders = Map.of();
    private boolean areLocal;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private boolean isSet;
    private @Nullable WatchService system;
    private @Nullable Runnable changed;
    private boolean isOver;

    public FolderWatch(LogFiles files) {
        this.files = files;
    }

    /**
     * Sets the watch, where it is not set already; what changed before is not reported.
     *
     * @param whenChanged is called once, by a thread of the watch's own
     * @return whether it was set before and still is
     */
    public synchronized boolean set(Runnable whenChanged) {
        if (isOver || isSet) {
            return isSet;
        }
        try {
            WatchService service = system == null ? start() : system;
            for (Path folder : folders()) {
                watch(service, folder);
            }
            changed = whenChanged;
            isSet = !keys.isEmpty();
        } catch (FileSystemException moved) {
            LOG.debug("The folders changed while the watch was set", moved);
            end();
        } catch (IOException usedUp) {
            LOG.info(
                    "New lines are seen at the next poll, not at once: the system watches no more: {}",
                    usedUp.toString());
            close();
        }
        return false;
    }

    /**
     * Whether no file in the folders was written to, came or went since it was set; false where that is not known: the watch
     * is not set, or a folder is not on a file system of this machine.
     */
    public synchronized boolean isAtRest() {
        return isSet && areLocal;
    }

    /** Whether it still waits for the first change in each folder. */
    synchronized boolean isSet() {
        return isSet;
    }

    private WatchService start() throws IOException {
        WatchService service = files.folder().getFileSystem().newWatchService();
        Thread thread = new Thread(() -> listen(service), "folder-watch");
        thread.setDaemon(true);
        thread.start();
        system = service;
        return service;
    }

    private void watch(WatchService service, Path folder) throws IOException {
        if (keys.containsKey(folder)) {
            return;
        }
        try {
            keys.put(folder, folder.register(service, CHANGES.toArray(WatchEvent.Kind<?>[]::new)));
        } catch (AccessDeniedException denied) {
            LOG.debug("{} cannot be looked at either", folder, denied);
        }
    }

    /** The folders as they are; looked for again only where one of them has other entries than before. */
    private List<Path> folders() throws IOException {
        Map<Path, FileTime> now = new LinkedHashMap<>();
        for (Path folder : folders.keySet()) {
            if (Files.isDirectory(folder)) {
                now.put(folder, Files.getLastModifiedTime(folder));
            }
        }
        if (now.isEmpty() || !now.equals(folders)) {
            end();
            folders = files.folders();
            areLocal = folders.size() < LogFiles.MOST_FOLDERS;
            for (Path folder : folders.keySet()) {
                areLocal &= LOCAL.contains(Files.getFileStore(folder).type());
            }
        }
        return List.copyOf(folders.keySet());
    }

    private void listen(WatchService service) {
        try {
            while (true) {
                WatchKey key = service.take();
                Thread.sleep(GATHER_MILLIS);
                Runnable reported = reported(key);
                if (reported != null) {
                    reported.run();
                }
            }
        } catch (ClosedWatchServiceException over) {
            LOG.debug("The folders are watched no more");
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is to be called; null where no log changed, or the folder is watched again since. */
    private synchronized @Nullable Runnable reported(WatchKey key) {
        if (!keys.containsValue(key)) {
            return null;
        }
        boolean isLog = key.pollEvents().stream().anyMatch(this::isLog);
        Runnable reported = changed;
        if (isLog) {
            end();
            return reported;
        }
        isSet = false;
        keys.values().remove(key);
        key.cancel();
        return null;
    }

    private boolean isLog(WatchEvent<?> event) {
        return !(event.context() instanceof Path name)
                || files.include().matcher(name.toString()).matches();
    }

    private void end() {
        isSet = false;
        keys.values().forEach(WatchKey::cancel);
        keys.clear();
        changed = null;
    }

    @Override
    public synchronized void close() {
        isOver = true;
        end();
        try {
            if (system != null) {
                system.close();
            }
        } catch (IOException e) {
            LOG.debug("The watch over the folders could not be closed", e);
        }
    }
}
