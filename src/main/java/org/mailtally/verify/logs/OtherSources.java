package org.mailtally.verify.logs;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.file.content.LogBytes;
import org.mailtally.tally.Trackers;

/** The sources beside the one that is verified: a file that is counted under one of them is not gone. Immutable. */
final class OtherSources {

    private static final String PREFIX = "source ";
    private static final int HASHED_BYTES = 1 << 10;

    private final MongoDatabase database;
    private final Set<String> names = new TreeSet<>();

    /** @param source the name of the source that is verified */
    OtherSources(MongoDatabase database, String source) {
        this.database = database;
        for (Document claim : database.getCollection(FilesByLog.MARKS)
                .find(Filters.and(Filters.gte("_id", PREFIX), Filters.lt("_id", "source!")))) {
            names.add(claim.getString("_id").substring(PREFIX.length()));
        }
        for (Document row : database.getCollection("mail_days")
                .find(Filters.and(Filters.gte("_id", ""), Filters.eq("tracker", Trackers.LINES)))) {
            String log = row.getString("log");
            if (!FilesByLog.isLog(log)) {
                names.add(log);
            }
        }
        names.remove(source);
    }

    /** The source under which a file is counted, as far as a checkpoint says; null for none. */
    @Nullable
    String countedUnder(Path file, Beginning beginning) throws IOException {
        for (String name : names) {
            Document mark = beginning.claim(name, id -> database.getCollection(FilesByLog.MARKS)
                    .find(Filters.eq("_id", id))
                    .first());
            Document stored = mark == null
                    ? null
                    : database.getCollection("mail_logs")
                            .find(Filters.eq("_id", Beginning.logOf(mark) + " " + Trackers.LINES))
                            .first();
            if (stored != null && fits(file, stored.getString("checkpoint").split(" "))) {
                return name;
            }
        }
        return null;
    }

    /** Whether a file is what was counted up to a checkpoint. */
    private static boolean fits(Path file, String[] checkpoint) throws IOException {
        long position = Long.parseLong(checkpoint[2]);
        int length = (int) Math.min(HASHED_BYTES, position);
        try (LogBytes bytes = LogBytes.open(file)) {
            for (long left = position - length; left > 0; ) {
                long skipped = bytes.skip(left);
                if (skipped == 0) {
                    return false;
                }
                left -= skipped;
            }
            MessageDigest digest = Beginning.sha256();
            digest.update(bytes.readNBytes(length));
            return length > 0 && Beginning.hex(digest).equals(checkpoint[4]);
        }
    }
}
