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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.ChangedLogException;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/**
 * The readings: which definition of each tracker this process counts by, as claimed in the store.
 *
 * <p>A reading is a number and the hash of a definition ({@code 0005 c41d0e7a9b3f5d21}); the number is claimed by an
 * insert-only document. A start whose definition is the newest claimed takes that reading up; another definition is a new
 * reading, and the logs on disk are recounted. A process that meets a higher reading than its own stops counting that
 * tracker until an operator edits it or starts the process anew. What a poll began to count by other definitions than the
 * ones a reading was claimed for has no reading. Thread-safe.
 */
public final class Readings {

    /** The version of the rules by which lines get their times: a change of rules is a change of every definition. */
    private static final String TIME_RULES = "1";

    private static final int HASH_BYTES = 8;

    private final Trackers trackers;
    private final String zone;
    private final Clock clock;
    private final Map<String, Taken> taken = new ConcurrentHashMap<>();
    private final Rewritings rewritings;
    private final Set<String> foundRewritten = ConcurrentHashMap.newKeySet();
    private volatile Hashes lastHashes = new Hashes(new Definitions(List.of()), Map.of());
    private volatile Set<String> everClaimed = Set.of();
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

    /**
     * A reading that this process counts by.
     *
     * @param hash the hash of the definition
     * @param number its number
     * @param superseded whether another process began a later one
     */
    private record Taken(String hash, String number, boolean superseded) {
        String reading() {
            return number + " " + hash;
        }
    }

    /** The hashes of definitions, by the tracker's name. */
    private record Hashes(Definitions definitions, Map<String, String> byTracker) {}

    /** Whether a tracker's reading is yet to be claimed, or taken up. */
    public boolean isUnclaimed(Definitions definitions) {
        return definitions.names().stream().anyMatch(tracker -> taken(definitions, tracker) == null);
    }

    /** Asks for all readings: of trackers that are in force, and of those that were. */
    public Document query() {
        return new Document("tracker", new Document("$exists", true));
    }

    /**
     * Takes up the readings that are claimed already, and gives the claims of those that are not.
     *
     * @param stored the answer to {@link #query}
     */
    public List<WriteModel<Document>> claims(Definitions definitions, Iterable<Document> stored) {
        Map<String, Document> newest = new HashMap<>();
        for (Document document : stored) {
            newest.merge(document.getString("tracker"), document, Readings::later);
            noteBreakDown(definitions, document);
        }
        everClaimed = Set.copyOf(newest.keySet());
        List<WriteModel<Document>> claims = new ArrayList<>();
        for (String tracker : definitions.names()) {
            Document last = newest.get(tracker);
            String hash = hash(definitions, tracker);
            if (taken(definitions, tracker) != null) {
                continue;
            }
            if (last != null && hash.equals(last.getString("definition"))) {
                taken.put(tracker, new Taken(hash, number(last), false));
            } else {
                claims.add(claim(definitions, tracker, last == null ? 1 : Integer.parseInt(number(last)) + 1));
            }
        }
        return claims;
    }

    /**
     * The reading by which a tracker is counted.
     *
     * @param definitions the definitions it was counted by
     * @return null where another process began a later one, or an operator edited it since
     */
    public @Nullable String of(Definitions definitions, String tracker) {
        Taken known = taken(definitions, tracker);
        return known == null || known.superseded() ? null : known.reading();
    }

    /** The reading by which a log that was rewritten so often is counted for a tracker; null as above. */
    @Nullable
    String of(Definitions definitions, String tracker, int rewriting) {
        String reading = of(definitions, tracker);
        return reading == null ? null : LogReading.of(reading, rewriting);
    }

    /**
     * A row of a later reading was met: by a later definition, of which this process counts the tracker no more; or of a
     * log that another process found rewritten.
     *
     * @throws IOException of such a log, which is to be looked at afresh
     */
    void meet(Definitions definitions, String log, String tracker, String later) throws IOException {
        String ours = of(definitions, tracker);
        if (ours != null && LogReading.ofTracker(later).compareTo(ours) <= 0) {
            foundRewritten.add(log);
            throw new ChangedLogException("another process found this log rewritten: it is looked at afresh");
        }
        supersede(definitions, tracker);
    }

    /** Whether a log was met as rewritten since this was asked last. */
    boolean wasFoundRewritten(String log) {
        return foundRewritten.remove(log);
    }

    /** The trackers that another process counts by a later definition. */
    public Set<String> superseded() {
        Definitions inForce = trackers.now();
        return inForce.names().stream()
                .filter(tracker -> {
                    Taken known = taken(inForce, tracker);
                    return known != null && known.superseded();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The trackers of the store that are not in force, whose rows are kept; as far as is known. */
    public List<String> former() {
        List<String> inForce = trackers.names();
        return everClaimed.stream()
                .filter(tracker -> !inForce.contains(tracker))
                .sorted()
                .toList();
    }

    /**
     * Takes note that rows of by-values may be stored which another definition than that in force made: they must be
     * replaced with the tracker's rows.
     */
    private void noteBreakDown(Definitions definitions, Document reading) {
        String tracker = reading.getString("tracker");
        if (reading.containsKey("by") && !hash(definitions, tracker).equals(reading.getString("definition"))) {
            formerlyBrokenDown.add(tracker);
        }
    }

    /**
     * The trackers of which rows of by-values may be stored that are to be replaced: they were broken down by another
     * definition than that in force, or the log was rewritten.
     *
     * @param rewriting how often the log was rewritten
     */
    Set<String> formerlyBrokenDown(Definitions definitions, int rewriting) {
        Set<String> found = new HashSet<>(formerlyBrokenDown);
        if (rewriting > 0) {
            definitions.names().stream()
                    .filter(tracker -> by(definitions, tracker) != null)
                    .forEach(found::add);
        }
        return found;
    }

    void supersede(Definitions definitions, String tracker) {
        Taken known = taken(definitions, tracker);
        if (known != null) {
            taken.replace(tracker, known, new Taken(known.hash(), known.number(), true));
        }
    }

    /** The reading of these very definitions; null where none is taken. */
    private @Nullable Taken taken(Definitions definitions, String tracker) {
        Taken known = taken.get(tracker);
        return known != null && known.hash().equals(hash(definitions, tracker)) ? known : null;
    }

    private WriteModel<Document> claim(Definitions definitions, String tracker, int number) {
        Document insert = new Document("tracker", tracker)
                .append("definition", hash(definitions, tracker))
                .append("pattern", pattern(definitions, tracker))
                .append("zone", zone)
                .append("since", clock.instant());
        String by = by(definitions, tracker);
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

    private static String pattern(Definitions definitions, String tracker) {
        return definitions
                .of(tracker)
                .map(definition -> definition.pattern().text())
                .orElse("");
    }

    private static @Nullable String by(Definitions definitions, String tracker) {
        return definitions.of(tracker).map(TrackerDefinition::by).orElse(null);
    }

    private String hash(Definitions definitions, String tracker) {
        Hashes known = lastHashes;
        if (!known.definitions().equals(definitions)) {
            Map<String, String> byTracker = new HashMap<>();
            definitions.names().forEach(name -> byTracker.put(name, newHash(definitions, name)));
            known = new Hashes(definitions, byTracker);
            lastHashes = known;
        }
        return known.byTracker().getOrDefault(tracker, "");
    }

    private String newHash(Definitions definitions, String tracker) {
        String by = by(definitions, tracker);
        String limit = by == null ? "" : String.valueOf(trackers.byLimit());
        String definition =
                String.join("\0", pattern(definitions, tracker), by == null ? "" : by, limit, zone, TIME_RULES);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
