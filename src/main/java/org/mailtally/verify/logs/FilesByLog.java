package org.mailtally.verify.logs;

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
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.file.content.LogBytes;

/** The files of a folder at one look, by the logs that they are. Not thread-safe. */
public final class FilesByLog {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    /**
     * A file that is a log, as it begins.
     *
     * @param path where it lies
     * @param first the minute of the log's first dated line, in epoch seconds, as it was settled
     */
    public record LogFile(Path path, long first) {}

    private final Map<String, List<LogFile>> files = new HashMap<>();
    private final Map<Path, String> faults = new TreeMap<>();
    private final List<Path> unknown = new ArrayList<>();
    private final Map<Path, String> elsewhere = new TreeMap<>();

    static final String MARKS = "mail_marks";

    /** Whether what a row has as its log is the id of one, and no source's name. */
    public static boolean isLog(String log) {
        return ID.matcher(log).matches();
    }

    /** Looks at every file of a folder. */
    public static FilesByLog look(LogFolder folder, String source, MongoDatabase database) {
        FilesByLog look = new FilesByLog();
        MongoCollection<Document> marks = database.getCollection(MARKS);
        OtherSources others = new OtherSources(database, source);
        for (Path path : folder.files()) {
            try (LogBytes bytes = LogBytes.open(path)) {
                Beginning beginning = Beginning.of(bytes);
                String other = others.countedUnder(path, beginning);
                if (other != null) {
                    look.elsewhere.put(path, other);
                }
                look.add(path, beginning.claim(source, id -> marks.find(Filters.eq("_id", id))
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
    public Iterable<String> logs() {
        return files.keySet();
    }

    /** The files that are a log, be they several: a copy, a compressed one in the making. None where it is gone. */
    public List<LogFile> of(String log) {
        return files.getOrDefault(log, List.of());
    }

    /** The files that could not be read, and why, in one line. */
    public Map<Path, String> faults() {
        return faults;
    }

    /** The files of which nothing is counted, under whatever source. */
    public List<Path> unknown() {
        return unknown.stream().filter(path -> !elsewhere.containsKey(path)).toList();
    }

    /** The files that are counted under another source, and under which. */
    public Map<Path, String> elsewhere() {
        return elsewhere;
    }

    /** Whether a file is counted under the source that is verified. */
    public boolean isCounted(Path path) {
        return !unknown.contains(path);
    }
}
