package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.ChangedLogException;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/**
 * The readings: which definition of each tracker this process counts by, as claimed in the store.
 *
 * <p>A reading is a number and the hash of a definition ({@code 0005 c41d0e7a9b3f5d21}); the number is claimed by an
 * insert-only document. A start whose definition is the newest claimed takes that reading up; another definition is a new
 * reading, and the logs on disk are recounted. A process that meets a higher reading than its own stops counting that
 * tracker. Thread-safe.
 */
public final class Readings {

    /** The version of the rules by which lines get their times: a change of rules is a change of every definition. */
    private static final String TIME_RULES = "1";

    private static final int HASH_BYTES = 8;

    private final Trackers trackers;
    private final String zone;
    private final Clock clock;
    private final Map<String, String> taken = new ConcurrentHashMap<>();
    private final Set<String> superseded = ConcurrentHashMap.newKeySet();
    private final Rewritings rewritings;
    private final Set<String> foundRewritten = ConcurrentHashMap.newKeySet();
    private final Set<String> formerlyBrokenDown = ConcurrentHashMap.newKeySet();

    /** @param zone the zone of line times that name none: part of every definition */
    public Readings(Trackers trackers, String zone, Clock clock) {
        this.trackers = trackers;
        this.zone = zone;
        this.clock = clock;
        this.rewritings = new Rewritings(clock);
    }

    /** How often each log was rewritten in place: part of the reading of a log. */
    Rewritings rewritings() {
        return rewritings;
    }

    /** Whether a tracker's reading is yet to be claimed, or taken up. */
    public boolean isUnclaimed() {
        return !taken.keySet().containsAll(trackers.names());
    }

    /** Asks for all readings of the trackers in force. */
    public Document query() {
        return new Document("tracker", new Document("$in", trackers.names()));
    }

    /**
     * Takes up the readings that are claimed already, and gives the claims of those that are not.
     *
     * @param stored the answer to {@link #query}
     */
    public List<WriteModel<Document>> claims(Iterable<Document> stored) {
        Map<String, Document> newest = new HashMap<>();
        for (Document document : stored) {
            newest.merge(document.getString("tracker"), document, Readings::later);
            noteBreakDown(document);
        }
        List<WriteModel<Document>> claims = new ArrayList<>();
        for (String tracker : trackers.names()) {
            Document last = newest.get(tracker);
            String hash = hash(tracker);
            if (last != null && hash.equals(last.getString("definition"))) {
                taken.putIfAbsent(tracker, number(last) + " " + hash);
            } else if (!taken.containsKey(tracker)) {
                claims.add(claim(tracker, last == null ? 1 : Integer.parseInt(number(last)) + 1, hash));
            }
        }
        return claims;
    }

    /** The reading by which a tracker is counted; null where another process began a later one. */
    public @Nullable String of(String tracker) {
        return superseded.contains(tracker) ? null : taken.get(tracker);
    }

    /** The reading by which a log that was rewritten so often is counted for a tracker; null as above. */
    @Nullable
    String of(String tracker, int rewriting) {
        String reading = of(tracker);
        return reading == null ? null : LogReading.of(reading, rewriting);
    }

    /**
     * A row of a later reading was met: by a later definition, of which this process counts the tracker no more; or of a
     * log that another process found rewritten.
     *
     * @throws IOException of such a log, which is to be looked at afresh
     */
    void meet(String log, String tracker, String later) throws IOException {
        String ours = of(tracker);
        if (ours != null && LogReading.ofTracker(later).compareTo(ours) <= 0) {
            foundRewritten.add(log);
            throw new ChangedLogException("another process found this log rewritten: it is looked at afresh");
        }
        supersede(tracker);
    }

    /** Whether a log was met as rewritten since this was asked last. */
    boolean wasFoundRewritten(String log) {
        return foundRewritten.remove(log);
    }

    /** The trackers that another process counts by a later definition. */
    public Set<String> superseded() {
        return Set.copyOf(superseded);
    }

    /**
     * Takes note that rows of by-values may be stored which another definition than that in force made: they must be
     * replaced with the tracker's rows.
     */
    private void noteBreakDown(Document reading) {
        String tracker = reading.getString("tracker");
        if (reading.containsKey("by") && !hash(tracker).equals(reading.getString("definition"))) {
            formerlyBrokenDown.add(tracker);
        }
    }

    /**
     * The trackers of which rows of by-values may be stored that are to be replaced: they were broken down by another
     * definition than that in force, or the log was rewritten.
     *
     * @param rewriting how often the log was rewritten
     */
    Set<String> formerlyBrokenDown(int rewriting) {
        Set<String> found = new HashSet<>(formerlyBrokenDown);
        if (rewriting > 0) {
            trackers.names().stream().filter(tracker -> by(tracker) != null).forEach(found::add);
        }
        return found;
    }

    void supersede(String tracker) {
        superseded.add(tracker);
    }

    private WriteModel<Document> claim(String tracker, int number, String hash) {
        Document insert = new Document("tracker", tracker)
                .append("definition", hash)
                .append("pattern", pattern(tracker))
                .append("zone", zone)
                .append("since", clock.instant());
        String by = by(tracker);
        if (by != null) {
            insert.append("by", by).append("by_limit", trackers.byLimit());
        }
        return new UpdateOneModel<>(
                new Document("_id", "%s %04d".formatted(tracker, number)),
                new Document("$setOnInsert", insert),
                new UpdateOptions().upsert(true));
    }

    private static Document later(Document one, Document other) {
        return number(one).compareTo(number(other)) > 0 ? one : other;
    }

    private static String number(Document document) {
        String id = document.getString("_id");
        return id.substring(id.lastIndexOf(' ') + 1);
    }

    private Optional<TrackerDefinition> definition(String tracker) {
        return trackers.definitions().stream()
                .filter(definition -> definition.name().equals(tracker))
                .findFirst();
    }

    private String pattern(String tracker) {
        return definition(tracker)
                .map(definition -> definition.pattern().text())
                .orElse("");
    }

    private @Nullable String by(String tracker) {
        return definition(tracker).map(TrackerDefinition::by).orElse(null);
    }

    private String hash(String tracker) {
        String by = by(tracker);
        String limit = by == null ? "" : String.valueOf(trackers.byLimit());
        String definition = String.join("\0", pattern(tracker), by == null ? "" : by, limit, zone, TIME_RULES);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
