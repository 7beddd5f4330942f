package org.mailtally.settle;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.mailtally.source.PossibleGap;
import org.mailtally.source.file.Sightings;
import org.mailtally.store.Find;
import org.mailtally.store.Lookup;
import org.mailtally.store.StoredNames;

/**
 * The possible gaps, as documents {@code {_id: "<log> <number>", log, name, from, to, reason}}. Where two processes saw the
 * same file go, each of its own polls, what neither of them saw lies in both times: {@code from} only grows and {@code to}
 * only shrinks. A log may go more than once, and from more than one file, of which one may have held less: each has a
 * document. Thread-safe.
 */
public final class Gaps {

    /** The query for all of them: there are few. */
    private static final Document ALL = new Document("_id", new Document("$gte", "").append("$lt", "~"));

    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final Sightings sightings;
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private volatile List<PossibleGap> known = List.of();
    private volatile boolean loaded;

    public Gaps(Sightings sightings) {
        this.sightings = sightings;
    }

    /** The possible gaps that are stored, as far as this process has seen. */
    public List<PossibleGap> known() {
        return known;
    }

    /** Has them found again: another source stored one. */
    public void findAgain() {
        loaded = false;
    }

    /** Finds the stored ones, where this process has not done so, and stores those that are missing. */
    Lookup lookup() {
        return new Lookup() {
            private boolean open = !loaded || !sightings.found().isEmpty();

            @Override
            public boolean isOpen() {
                return open;
            }

            @Override
            public Find find() {
                return new Find(StoredNames.MAIL_GAPS, ALL);
            }

            @Override
            public List<WriteModel<Document>> take(List<Document> stored) {
                List<WriteModel<Document>> claims = claims(stored);
                open = !claims.isEmpty();
                return claims;
            }
        };
    }

    /** Takes the stored ones, and gives the writes of those that are missing: of each document one, as it is now. */
    private List<WriteModel<Document>> claims(List<Document> stored) {
        List<PossibleGap> all = new ArrayList<>();
        Map<PossibleGap, String> ids = new HashMap<>();
        for (Document document : stored) {
            PossibleGap gap = gap(document);
            all.add(gap);
            ids.put(gap, document.getString("_id"));
        }
        known = all.stream().map(Gaps::inOrder).toList();
        loaded = true;
        Map<String, WriteModel<Document>> writes = new LinkedHashMap<>();
        for (PossibleGap found : sightings.found()) {
            List<PossibleGap> ofLog =
                    all.stream().filter(gap -> gap.log().equals(found.log())).toList();
            PossibleGap same = ofLog.stream()
                    .filter(gap -> !ours.contains(ids.get(gap)) && isSame(gap, found))
                    .findFirst()
                    .orElse(null);
            String id =
                    same == null ? "%s %04d".formatted(found.log(), ofLog.size() + 1) : String.valueOf(ids.get(same));
            if (same != null && isWithin(same, found)) {
                sightings.stored(found);
                ours.add(id);
            } else {
                writes.putIfAbsent(id, write(id, found));
            }
        }
        return List.copyOf(writes.values());
    }

    /** Where the clocks of two processes are apart, the times may have passed each other. */
    private static PossibleGap inOrder(PossibleGap gap) {
        return gap.from().isAfter(gap.to())
                ? new PossibleGap(gap.log(), gap.name(), gap.to(), gap.from(), gap.reason())
                : gap;
    }

    /** Whether two processes may have seen the same file go; one process finds that out once. */
    private static boolean isSame(PossibleGap one, PossibleGap other) {
        return one.name().equals(other.name())
                && !one.from().isAfter(other.to().plus(CLOCKS_APART))
                && !other.from().isAfter(one.to().plus(CLOCKS_APART));
    }

    private static boolean isWithin(PossibleGap stored, PossibleGap found) {
        return millis(stored.from()) >= millis(found.from()) && millis(stored.to()) <= millis(found.to());
    }

    private static long millis(Instant time) {
        return time.toEpochMilli();
    }

    /** It fails as a duplicate where another process stored a gap of another time or file under that id meanwhile. */
    private static WriteModel<Document> write(String id, PossibleGap gap) {
        Date earliest = Date.from(gap.from().minus(CLOCKS_APART));
        Date latest = Date.from(gap.to().plus(CLOCKS_APART));
        return new UpdateOneModel<>(
                new Document("_id", id)
                        .append("name", gap.name())
                        .append("from", new Document("$lte", latest))
                        .append("to", new Document("$gte", earliest)),
                new Document("$max", new Document("from", Date.from(gap.from())))
                        .append("$min", new Document("to", Date.from(gap.to())))
                        .append("$setOnInsert", new Document("log", gap.log()).append("reason", gap.reason())),
                new UpdateOptions().upsert(true));
    }

    private static PossibleGap gap(Document document) {
        return new PossibleGap(
                document.getString("log"),
                document.getString("name"),
                document.getDate("from").toInstant(),
                document.getDate("to").toInstant(),
                document.getString("reason"));
    }
}
