package org.mailtally.source.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Contents;

/**
 * How far the last line of each file, too long for a block and without an end yet, has been searched for its end: what was
 * searched is not read again at each poll. Thread-safe.
 */
final class UnendedLines {

    private static final int MOST_REMEMBERED = 1_000;

    private final Map<Path, Searched> files = new ConcurrentHashMap<>();

    /**
     * A search that found no end.
     *
     * @param line where the line begins
     * @param to the byte behind the last one that was searched
     * @param hash the hash of the 1 KiB before that
     */
    private record Searched(long line, long to, String hash) {}

    /** The search for the end of a line of one file. */
    interface Search {

        /** The byte from which on it is still to be searched. */
        long from(long line, long at) throws IOException;

        /** No end was found before a byte. */
        void endedAt(long line, long to) throws IOException;
    }

    /** A search that remembers nothing. */
    static final Search ONCE = new Search() {
        @Override
        public long from(long line, long at) {
            return at;
        }

        @Override
        public void endedAt(long line, long to) {}
    };

    /** The search in a file, which goes on where the last one ended if the file still is as it was there. */
    Search in(Path file, Content content) {
        return new Search() {
            @Override
            public long from(long line, long at) throws IOException {
                Searched known = files.get(file);
                boolean goesOn = known != null
                        && known.line() == line
                        && known.to() > at
                        && Contents.hashBefore(content, known.to()).equals(known.hash());
                return known != null && goesOn ? known.to() : at;
            }

            @Override
            public void endedAt(long line, long to) throws IOException {
                if (files.size() >= MOST_REMEMBERED) {
                    files.clear();
                }
                files.put(file, new Searched(line, to, Contents.hashBefore(content, to)));
            }
        };
    }
}
