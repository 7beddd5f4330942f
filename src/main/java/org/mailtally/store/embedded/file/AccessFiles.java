package org.mailtally.store.embedded.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.mailtally.store.embedded.wire.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two files beside the store by which its clients log in, both for their owner alone: the password, which is made at the
 * first start and kept, and the whole address, with the password and the port of this start.
 */
public final class AccessFiles {
    static final String PASSWORD = "password";
    public static final String ADDRESS = "address";

    private static final Logger LOG = LoggerFactory.getLogger(AccessFiles.class);

    /** Letters that need no escape in an address, and enough of them. */
    private static final Pattern GOOD = Pattern.compile("[\\w-]{20,200}");

    private AccessFiles() {}

    /** The password, which is made where there is none, and made again where others could read it. */
    public static String password(Path directory) {
        Path path = directory.resolve(PASSWORD);
        try {
            if (Files.exists(path)) {
                if (PrivateFile.isPrivate(path)) {
                    return known(path);
                }
                LOG.warn("others could read {}: the password of the embedded store is a new one", path);
            }
            String password = Users.newPassword();
            PrivateFile.write(path, password + "\n");
            return password;
        } catch (IOException e) {
            throw StoreFailure.notReadOrWritten(path, e);
        }
    }

    private static String known(Path path) throws IOException {
        String password = Files.readString(path).strip();
        if (GOOD.matcher(password).matches()) {
            return password;
        }
        throw new EmbeddedStoreException(path + " holds no password of letters, digits, - and _, at least 20 of them:"
                + " delete it, and the next start makes one");
    }

    public static void writeAddress(Path directory, String address) {
        Path path = directory.resolve(ADDRESS);
        try {
            PrivateFile.write(path, address + "\n");
        } catch (IOException e) {
            throw StoreFailure.notReadOrWritten(path, e);
        }
    }

    public static String address(Path directory) throws IOException {
        return Files.readString(directory.resolve(ADDRESS)).strip();
    }
}
