package org.mailtally.source.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;

/**
 * What is known of a file that is followed.
 *
 * @param name its path, relative to the folder; of a folder below it that cannot be listed, with a slash at its end
 * @param file what tells the file that was opened last from another one of that name; null before one was
 * @param log which log it is; null while that is not settled
 * @param size its size in bytes, compressed ones where it is compressed
 * @param compressed whether it is compressed
 * @param modified when it was last modified
 * @param position how far its log is counted, in uncompressed bytes; null before anything is
 * @param looked when it was last read to its end, by the reader's clock; stands still while there is a fault; null before that
 * @param lastLine when its last new line was read, by the reader's clock; null before one was
 * @param lastLineTime the minute of its last dated line, by the line itself; null before one was
 * @param fault why it is not counted, or not on from where it was, in one line; null where all is well
 */
public record FollowedLog(
        String name,
        @Nullable Object file,
        @Nullable LogId log,
        long size,
        boolean compressed,
        Instant modified,
        @Nullable Long position,
        @Nullable Instant looked,
        @Nullable Instant lastLine,
        @Nullable Instant lastLineTime,
        @Nullable String fault) {

    /** Why it is not counted, in a few words that stand by themselves. */
    public String reason() {
        String known = fault == null ? "" : fault;
        return known.startsWith(FolderLook.UNREADABLE)
                ? known.substring(FolderLook.UNREADABLE.length())
                : "it " + known;
    }

    FollowedLog(String name, long size, boolean compressed, Instant modified) {
        this(name, null, null, size, compressed, modified, null, null, null, null, null);
    }

    FollowedLog grown(Object nowFile, long newSize, boolean nowCompressed, Instant newModified) {
        return new FollowedLog(
                name,
                nowFile,
                log,
                newSize,
                nowCompressed,
                newModified,
                position,
                looked,
                lastLine,
                lastLineTime,
                fault);
    }

    FollowedLog counted(LogId newLog, Place place, Instant now) {
        boolean sameLog = log != null && newLog.hex().equals(log.hex());
        boolean newLines = !sameLog || position == null || place.position() > position;
        return new FollowedLog(
                name,
                file,
                newLog,
                size,
                compressed,
                modified,
                place.position(),
                sameLog ? looked : null,
                newLines ? now : lastLine,
                Instant.ofEpochSecond(place.time()),
                null);
    }

    FollowedLog read(Instant now) {
        return fault != null
                ? this
                : new FollowedLog(
                        name, file, log, size, compressed, modified, position, now, lastLine, lastLineTime, null);
    }

    FollowedLog faulty(@Nullable String newFault) {
        return new FollowedLog(
                name, file, log, size, compressed, modified, position, looked, lastLine, lastLineTime, newFault);
    }
}
