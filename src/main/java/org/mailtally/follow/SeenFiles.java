package org.mailtally.follow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.mailtally.source.file.Following;

/**
 * The files that were read as they are now, so that an unchanged one is not handed over again: the last key of each,
 * {@code name-modified-size}, without bound on their number.
 *
 * <p>A key holds only where its size is that at which the file was opened: a file that grew while it was read is handed over
 * again, and so is one that must be looked at again though its key is the same, as another file of that name. Thread-safe.
 */
public final class SeenFiles extends ServiceSupport implements IdempotentRepository {

    private final Following following;
    private final Map<String, String> lastKeys = new ConcurrentHashMap<>();

    public SeenFiles(Following following) {
        this.following = following;
    }

    @Override
    public synchronized boolean add(String key) {
        String name = name(key);
        if (following.sizeOf(name) != size(key)) {
            return false;
        }
        following.ended(name);
        return !key.equals(lastKeys.put(name, key));
    }

    @Override
    public boolean contains(String key) {
        String name = name(key);
        boolean seen = key.equals(lastKeys.get(name)) && following.sizeOf(name) == size(key);
        if (seen) {
            following.unchanged(name);
        }
        return seen;
    }

    @Override
    public boolean remove(String key) {
        return lastKeys.remove(name(key), key);
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    /** Has every file handed over again, also those that are being read now: the trackers changed. */
    @Override
    public synchronized void clear() {
        following.countAgain();
        lastKeys.clear();
    }

    private static String name(String key) {
        int beforeSize = key.lastIndexOf('-');
        return key.substring(0, key.lastIndexOf('-', beforeSize - 1));
    }

    private static long size(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('-') + 1));
    }
}
