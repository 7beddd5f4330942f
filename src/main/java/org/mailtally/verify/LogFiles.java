package org.mailtally.verify;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.LogBytes;

/** The files of a folder at one look, by the logs that they are. Not thread-safe. */
final class LogFiles {

    /**
     * A file that is a log, as it begins.
     *
     * @param path where it lies
     * @param first the minute of the log's first dated line, in epoch seconds, as it was settled
     */
    record LogFile(Path path, long first) {}

    private final Map<String, List<LogFile>> files = new HashMap<>();
    private final Map<Path, String> faults = new TreeMap<>();
    private final List<Path> unknown = new ArrayList<>();

    /** Looks at every file of a folder. */
    static LogFiles look(LogFolder folder, String source, MongoDatabase database) {
        LogFiles look = new LogFiles();
        MongoCollection<Document> marks = database.getCollection("mail_marks");
        for (Path path : folder.files()) {
            try (LogBytes bytes = LogBytes.open(path)) {
                look.add(path, Beginning.of(bytes).claim(source, id -> marks.find(Filters.eq("_id", id))
                        .first()));
            } catch (IOException e) {
                if (Files.exists(path)) {
                    look.faults.put(path, LogFolder.reason(e));
                }
            }
        }
        return look;
    }

    private void add(Path path, @Nullable Document claim) {
        if (claim == null) {
            unknown.add(path);
        } else {
            long first = claim.getDate("first").toInstant().getEpochSecond();
            files.computeIfAbsent(Beginning.logOf(claim), log -> new ArrayList<>())
                    .add(new LogFile(path, first));
        }
    }

    /** The logs that lie in the folder and that the store knows. */
    Iterable<String> logs() {
        return files.keySet();
    }

    /** The files that are a log, be they several: a copy, a compressed one in the making. None where it is gone. */
    List<LogFile> of(String log) {
        return files.getOrDefault(log, List.of());
    }

    /** The files that could not be read, and why, in one line. */
    Map<Path, String> faults() {
        return faults;
    }

    /** The files of which nothing is counted. */
    List<Path> unknown() {
        return unknown;
    }
}
