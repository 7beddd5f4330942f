package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.TrackerDefinition;

/**
 * The hashes of definitions: pattern, by and its limit, zone, the version of the time rules, and whether repeated messages
 * count. Thread-safe.
 */
final class DefinitionHashes {

    /** The version of the rules by which lines get their times: a change of rules is a change of every definition. */
    private static final String TIME_RULES = "3";

    private static final int HASH_BYTES = 8;

    private final int byLimit;
    private final String zone;
    private final String repeats;
    private volatile Known last = new Known(new Definitions(List.of()), Map.of());

    /**
     * @param zone the zone of line times that name none
     * @param countsRepeats whether a line that says how often a message was repeated stands for so many
     */
    DefinitionHashes(int byLimit, String zone, boolean countsRepeats) {
        this.byLimit = byLimit;
        this.zone = zone;
        this.repeats = countsRepeats ? "repeats" : "";
    }

    /** The hashes of definitions, by the tracker's name. */
    private record Known(Definitions definitions, Map<String, String> byTracker) {}

    /** The hash of a tracker's definition; empty where it has none. */
    String of(Definitions definitions, String tracker) {
        Known known = last;
        if (!known.definitions().equals(definitions)) {
            Map<String, String> byTracker = new HashMap<>();
            definitions.names().forEach(name -> byTracker.put(name, hash(definitions, name)));
            known = new Known(definitions, byTracker);
            last = known;
        }
        return known.byTracker().getOrDefault(tracker, "");
    }

    private String hash(Definitions definitions, String tracker) {
        String by = by(definitions, tracker);
        String limit = by == null ? "" : String.valueOf(byLimit);
        String definition = String.join(
                "\0", pattern(definitions, tracker), by == null ? "" : by, limit, zone, TIME_RULES, repeats);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The claim of a reading: an insert-only document, which holds all that the definition consists of. */
    WriteModel<Document> claim(Definitions definitions, String tracker, int number, Instant since) {
        Document insert = new Document("tracker", tracker)
                .append("definition", of(definitions, tracker))
                .append("pattern", pattern(definitions, tracker))
                .append("zone", zone)
                .append("repeats", !repeats.isEmpty())
                .append("since", since);
        String by = by(definitions, tracker);
        if (by != null) {
            insert.append("by", by).append("by_limit", byLimit);
        }
        return new UpdateOneModel<>(
                new Document("_id", "%s %04d".formatted(tracker, number)),
                new Document("$setOnInsert", insert),
                new UpdateOptions().upsert(true));
    }

    /** A tracker's pattern; empty of the built-in one. */
    private static String pattern(Definitions definitions, String tracker) {
        return definitions
                .of(tracker)
                .map(definition -> definition.pattern().text())
                .orElse("");
    }

    /** What a tracker is broken down by; null for nothing. */
    static @Nullable String by(Definitions definitions, String tracker) {
        return definitions.of(tracker).map(TrackerDefinition::by).orElse(null);
    }
}
