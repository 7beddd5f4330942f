package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.Trackers;

/**
 * The claims by which a recount begins: later readings of the active definitions, for whoever is outside of the process
 * that counts. Immutable.
 */
public final class RecountClaims {

    /** Higher numbers are nobody's: rows and claims that have one were forged. */
    public static final int HIGHEST = 8_999;

    private static final Pattern READING = Pattern.compile("[0-8]\\d{3}(\\.\\d{4,9})? [0-9a-f]{16}");
    private static final int DIGITS = 4;

    private final Definitions definitions;
    private final DefinitionHashes hashes;
    private final Clock clock;

    /** @param zone the zone of line times that name none */
    public RecountClaims(Trackers trackers, String zone, Clock clock) {
        this.definitions = trackers.now();
        this.hashes = new DefinitionHashes(trackers.byLimit(), zone, trackers.countsRepeats());
        this.clock = clock;
    }

    /** Whether a claim is one of the active definition of its tracker. */
    public boolean isOurs(Document claim) {
        return hashes.of(definitions, claim.getString("tracker")).equals(claim.getString("definition"));
    }

    /** The reading that is claimed by a number, as rows have it. */
    public String reading(String tracker, int number) {
        return "%04d %s".formatted(number, hashes.of(definitions, tracker));
    }

    /** Claims a reading. */
    public WriteModel<Document> claim(String tracker, int number) {
        return hashes.claim(definitions, tracker, number, clock.instant());
    }

    /** The number of a reading as rows have it; -1 where no process could have written it. */
    public static int number(@Nullable Object reading) {
        return reading instanceof String text && READING.matcher(text).matches()
                ? Integer.parseInt(text.substring(0, DIGITS))
                : -1;
    }

    /** How far a stored checkpoint is; null where it is none. */
    public static @Nullable Reached reached(@Nullable Object checkpoint) {
        try {
            Checkpoint parsed = Checkpoint.parse(String.valueOf(checkpoint));
            return number(parsed.logReading()) < 0
                    ? null
                    : new Reached(
                            parsed.reading(),
                            parsed.place().position(),
                            parsed.place().rewriting());
        } catch (RuntimeException forged) {
            return null;
        }
    }

    /**
     * How far a tracker is counted in a log.
     *
     * @param reading the tracker's reading
     * @param position how many bytes or records are counted
     * @param rewriting how often the log was rewritten in place
     */
    public record Reached(String reading, long position, int rewriting) {}
}
