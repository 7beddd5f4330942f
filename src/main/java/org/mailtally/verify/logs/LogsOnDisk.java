package org.mailtally.verify.logs;

import com.mongodb.client.MongoDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The logs that lie in a folder at one look.
 *
 * @param known the ids of those that the store knows
 * @param unknown how many files it knows nothing of
 * @param faults the files that cannot be read, and why, a line each
 */
public record LogsOnDisk(Set<String> known, int unknown, List<String> faults) {

    /** Copies the collections. */
    public LogsOnDisk {
        known = Set.copyOf(known);
        faults = List.copyOf(faults);
    }

    /**
     * Looks into the folder.
     *
     * @param source the name of the source, as it is counted under
     * @throws VerifyException where the folder cannot be read
     */
    public static LogsOnDisk look(LogFolder folder, String source, MongoDatabase database) {
        FilesByLog files = FilesByLog.look(folder, source, database);
        Set<String> known = new HashSet<>();
        files.logs().forEach(known::add);
        List<String> faults = files.faults().entrySet().stream()
                .map(fault -> folder.name(fault.getKey()) + " " + LogFolder.UNREADABLE + fault.getValue())
                .toList();
        return new LogsOnDisk(known, files.unknown().size(), faults);
    }
}
