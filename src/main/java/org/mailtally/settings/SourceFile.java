package org.mailtally.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that keeps the name under which logs are counted where {@code maillog.source} is not set: the host's name at the
 * first start, so that a host that is renamed goes on with its counts. It lies in the embedded store's folder, or, where the
 * store is elsewhere, in the folder that would be the default's.
 */
public final class SourceFile {

    private static final String NAME = "source";

    private SourceFile() {}

    /** The kept name; empty where none is. */
    static Optional<String> read(Path folder) {
        try {
            return Optional.of(Files.readString(folder.resolve(NAME)).strip()).filter(name -> !name.isEmpty());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Keeps the name that is counted under, where it is not set and not kept yet. */
    public static void keep(Settings settings) {
        Path folder = settings.storeFolder();
        if (settings.isSet(Setting.MAILLOG_SOURCE) || read(folder).isPresent()) {
            return;
        }
        String name = settings.get(Setting.MAILLOG_SOURCE);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(NAME), name + "\n");
        } catch (IOException e) {
            Logger log = LoggerFactory.getLogger(SourceFile.class);
            log.warn(
                    "{} can't be written, so a renamed host would not go on with its counts: set maillog.source={}",
                    folder.resolve(NAME),
                    name);
        }
    }
}
