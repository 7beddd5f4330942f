package org.mailtally.store.embedded.file;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** The failures of the store file, in the words of those who can fix them. */
final class StoreFailure {
    private static final int OUT_OF_DISK_SPACE = 14031;
    private static final String NO_SPACE = "No space left on device";
    private static final String OTHER_PLACE = "or set mongodb.uri to another place";

    private StoreFailure() {}

    static EmbeddedStoreException notReadOrWritten(Path path, IOException cause) {
        String reason =
                cause instanceof AccessDeniedException ? "permission denied" : String.valueOf(cause.getMessage());
        return new EmbeddedStoreException(path + " cannot be read or written (" + reason
                + "); give it to the user that runs this, or delete it: it is made at each start where it is missing");
    }

    static EmbeddedStoreException notCreated(Path path, IOException cause) {
        if (hasNoSpace(cause)) {
            return new EmbeddedStoreException(path + " cannot be created: the disk is full; make room, " + OTHER_PLACE);
        }
        if (cause instanceof FileAlreadyExistsException inTheWay) {
            return new EmbeddedStoreException(
                    path + " cannot be created: " + inTheWay.getFile() + " is no folder; move it away, " + OTHER_PLACE);
        }
        String reason = cause instanceof AccessDeniedException
                ? "permission denied"
                : cause instanceof FileSystemException failure && failure.getReason() != null
                        ? failure.getReason()
                        : cause.toString();
        return new EmbeddedStoreException(
                path + " cannot be created (" + reason + "); let this user write there, " + OTHER_PLACE);
    }

    static EmbeddedStoreException notOpened(Path path, MVStoreException cause) {
        if (cause.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
            return new StoreInUseException(path + " is in use by another Mailtally; stop it, " + OTHER_PLACE);
        }
        String problem =
                switch (cause.getErrorCode()) {
                    case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT ->
                        " is not a Mailtally store, or is damaged; move it away, ";
                    default ->
                        hasNoSpace(cause)
                                ? " cannot be opened: the disk is full; make room, "
                                : isOfTheFileSystem(cause)
                                        ? " cannot be opened (" + reason(cause) + "); let this user write it, "
                                        : " is not a Mailtally store, or is damaged; move it away, ";
                };
        return new EmbeddedStoreException(path + problem + OTHER_PLACE);
    }

    static EmbeddedStoreException readOnly(Path path) {
        return new EmbeddedStoreException(path + " can only be read; let this user write it, " + OTHER_PLACE);
    }

    static MongoServerError notCommitted(Path path, MVStoreException cause) {
        String problem = hasNoSpace(cause) ? "the disk is full" : reason(cause);
        return new MongoServerError(
                OUT_OF_DISK_SPACE, "OutOfDiskSpace", path + " cannot be written (" + problem + "); nothing is stored");
    }

    static MongoServerError notReopened(EmbeddedStoreException cause) {
        return new MongoServerError(OUT_OF_DISK_SPACE, "OutOfDiskSpace", Objects.requireNonNull(cause.getMessage()));
    }

    private static boolean isOfTheFileSystem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException || cause instanceof FileNotFoundException) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasNoSpace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(NO_SPACE)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
