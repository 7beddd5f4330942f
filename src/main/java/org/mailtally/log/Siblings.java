package org.mailtally.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The other files of a source: the search for one that still is what was counted of a log, where one that was found is
 * not. Immutable and thread-safe.
 *
 * @param files where they lie
 * @param source the name of the source
 */
record Siblings(LogFiles files, String source) {

    /**
     * A file that begins as a log does and has the 1 KiB before a position that was counted.
     *
     * @param mark the mark up to which the beginning makes the log's id
     * @return null where there is none
     * @throws ChangedLogException where files came, went or were renamed meanwhile, so that one may have been missed
     */
    @Nullable
    Path fitting(LogId id, int mark, long position, String hash) throws IOException {
        Map<Path, Object> before = files.look();
        for (Path file : before.keySet()) {
            if (fits(file, id, mark, position, hash)) {
                return file;
            }
        }
        if (!before.equals(files.look())) {
            throw new ChangedLogException("the folder changed while a log's other files were looked for");
        }
        return null;
    }

    private boolean fits(Path file, LogId id, int mark, long position, String hash) {
        try (Content content = Contents.open(file)) {
            Head head = Head.read(content);
            return head.marks() >= mark
                    && head.id(source, mark).equals(id)
                    && Contents.hashBefore(content, position).equals(hash);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
