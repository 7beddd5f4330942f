package org.mailtally.source.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.LogId;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Contents;

/**
 * The other files of a source: the search for one that still is what was counted of a log, where one that was found is
 * not. Immutable and thread-safe.
 *
 * @param files where they lie
 * @param source the name of the source
 * @param heads how they begin
 */
record Siblings(LogFiles files, String source, Heads heads) {

    Siblings(LogFiles files, String source) {
        this(files, source, new Heads());
    }

    /**
     * A file that begins as a log does and has the 1 KiB before a position that was counted.
     *
     * @param mark the mark up to which the beginning makes the log's id
     * @return null where there is none
     * @throws ChangedLogException where files came, went or were renamed meanwhile, so that one may have been missed
     */
    @Nullable
    Path fitting(LogId id, int mark, long position, String hash) throws IOException {
        return fitting(id, mark, position, hash, position);
    }

    /**
     * Such a file that is also so long.
     *
     * @param length the bytes that it must hold, uncompressed
     */
    @Nullable
    Path fitting(LogId id, int mark, long position, String hash, long length) throws IOException {
        Map<Path, Object> before = files.look();
        for (Path file : before.keySet()) {
            if (fits(file, id, mark, position, hash, length)) {
                return file;
            }
        }
        if (!before.equals(files.look())) {
            throw new ChangedLogException("the folder changed while a log's other files were looked for");
        }
        return null;
    }

    /** Whether a file begins as a log does, has the 1 KiB before a position that was counted, and is so long. */
    boolean fits(Path file, LogId id, int mark, long position, String hash, long length) {
        try (Content content = Contents.open(file)) {
            Head head = heads.read(file, content);
            return head.marks() >= mark
                    && head.id(source, mark).equals(id)
                    && Contents.hashBefore(content, position).equals(hash)
                    && (length <= position || content.read(length - 1, new byte[1], 0, 1) > 0);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
