package org.mailtally.settle;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.bson.Document;
import org.mailtally.source.file.Mark;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.Find;
import org.mailtally.store.Lookup;
import org.mailtally.store.StoredNames;

/**
 * The marks: how each log begins, claimed once by insert-only documents {@code {_id: "<log> <line> <hash before it>",
 * hash, first}}.
 *
 * <p>All marks of a file are claimed in one go. Where two logs that begin alike claim theirs at once, one of them loses
 * the mark at which they part; its claims behind that mark hold by another hash before them, so they bind no other log.
 *
 * <p>The first mark of a log also holds {@code first}, the minute of its first dated line, which settles the year of a
 * log whose lines name none. A file that differs at a mark is another log. Immutable and thread-safe.
 */
final class Marks {

    /** Settles which log a file is. */
    Lookup lookup(OpenLog log) {
        return new Lookup() {
            @Override
            public boolean isOpen() {
                return log.isUnsettled();
            }

            @Override
            public Find find() {
                List<String> ids = log.marks().stream().map(Marks::id).toList();
                return new Find(StoredNames.MAIL_MARKS, new Document("_id", new Document("$in", ids)));
            }

            @Override
            public List<WriteModel<Document>> take(List<Document> stored) throws IOException {
                return claims(log, stored);
            }
        };
    }

    /**
     * Compares a file's beginning with what is stored: settles which log it is, or finds that it is another one, or gives
     * the claims to make before that can be found again.
     *
     * @param stored its marks as they are stored
     * @throws IOException where the file cannot be read
     */
    private List<WriteModel<Document>> claims(OpenLog log, List<Document> stored) throws IOException {
        Map<String, Document> known = new HashMap<>();
        stored.forEach(document -> known.put(document.getString("_id"), document));
        List<Mark> marks = log.marks();
        List<Mark> missing = new ArrayList<>();
        for (Mark mark : marks) {
            Document claimed = known.get(id(mark));
            if (claimed == null) {
                missing.add(mark);
            } else if (!mark.hash().equals(claimed.getString("hash"))) {
                log.parts(mark);
                return List.of();
            }
        }
        Mark first = marks.get(0);
        Document settled = known.get(id(first));
        if (settled != null && missing.isEmpty()) {
            log.settle(settled.getDate("first").toInstant().getEpochSecond());
            return List.of();
        }
        return claims(log, first, settled == null, missing);
    }

    private static List<WriteModel<Document>> claims(OpenLog log, Mark first, boolean isNew, List<Mark> missing)
            throws IOException {
        OptionalLong firstTime = isNew ? log.findFirstTime() : OptionalLong.empty();
        if (isNew && firstTime.isEmpty()) {
            log.giveUp(log.undated());
            return List.of();
        }
        List<WriteModel<Document>> claims = new ArrayList<>();
        for (Mark mark : missing) {
            Document insert = new Document("hash", mark.hash());
            if (mark.equals(first)) {
                insert.append("first", Instant.ofEpochSecond(firstTime.getAsLong()));
            }
            claims.add(new UpdateOneModel<>(
                    new Document("_id", id(mark)),
                    new Document("$setOnInsert", insert),
                    new UpdateOptions().upsert(true)));
        }
        return claims;
    }

    private static String id(Mark mark) {
        return (mark.log().hex() + " " + mark.line() + " " + mark.before()).strip();
    }
}
