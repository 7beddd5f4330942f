package org.mailtally.source.file;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from another one under the same name: the system's key, which may be reused once a file is
 * deleted, and when it was created.
 *
 * @param key the system's key; null where it has none
 * @param created when it was created; null where that is not known: then the system says when it was modified
 */
record FileIdentity(@Nullable Object key, @Nullable FileTime created) {

    static FileIdentity of(BasicFileAttributes attributes) {
        boolean known = !attributes.creationTime().equals(attributes.lastModifiedTime());
        return new FileIdentity(attributes.fileKey(), known ? attributes.creationTime() : null);
    }

    /** Whether a file that is looked at later is the same one, as far as is known. */
    boolean isStill(BasicFileAttributes later) {
        return Objects.equals(key, later.fileKey()) && (created == null || created.equals(later.creationTime()));
    }
}
