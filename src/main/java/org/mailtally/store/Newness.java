package org.mailtally.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The collections in which the rows of a log are likely to be new, as its latest batches were: a log that is counted for the
 * first time has hundreds of batches, and asks for what is not there. It is a guess, which decides only by which of two ways
 * the rows of one opening are written. Thread-safe.
 */
final class Newness {

    /** Of so many rows one may have been stored before: stretches that follow each other may share an hour. */
    private static final int ONE_OF = 50;

    private final Set<String> likely = ConcurrentHashMap.newKeySet();

    boolean isLikely(String collection) {
        return likely.contains(collection);
    }

    /** Takes note of how many rows of a batch were stored before. */
    void note(String collection, int stored, int rows) {
        if (stored * ONE_OF <= rows) {
            likely.add(collection);
        } else {
            likely.remove(collection);
        }
    }
}
