package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.LogId;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.Trackers;

/**
 * The readings: which definition of each tracker this process counts by, as claimed in the store.
 *
 * <p>A reading is a number and the hash of a definition ({@code 0005 c41d0e7a9b3f5d21}); the number is claimed by an
 * insert-only document. A start whose definition is the newest claimed takes that reading up; another definition is a new
 * reading, and the logs on disk are recounted. A process that meets a higher reading than its own stops counting that
 * tracker until an operator edits it or restarts the process.
 *
 * <p>Each edit is an operator's act, also one back to a previous pattern: a claim that this process gave out for an earlier
 * one may be stored at any time from then on, so a later one claims a number behind it. What a poll began to count before
 * the edit that a reading was claimed for has no reading.
 *
 * <p>A recount is a later reading of the same definition, claimed by whoever wants it. The claims are looked at again
 * every few seconds: a later one of the own definition is taken up as if the tracker was edited. Where the own claim is gone,
 * for the store's collections were dropped, a later one is claimed, which recounts the logs on disk. Thread-safe.
 */
public final class Readings {

    /** The query for all readings: of active trackers, and of previous ones. */
    private static final Document ALL = new Document("tracker", new Document("$exists", true));

    /** After which time the claims are looked at again. */
    private static final Duration LOOKED_AT_FOR = Duration.ofSeconds(5);

    private final Trackers trackers;
    private final Clock clock;
    private final Consumer<Set<String>> recounts;
    private final DefinitionHashes hashes;
    private final BrokenDown brokenDown;
    private final Map<String, TakenReading> taken = new ConcurrentHashMap<>();
    private final Map<String, Given> given = new HashMap<>();
    private int latestEdit;
    private int takenUp;
    private Instant looked = Instant.EPOCH;
    private final Rewritings rewritings;
    private final PreviousZones previousZones;
    private final Set<String> foundRewritten = ConcurrentHashMap.newKeySet();
    private volatile Set<String> everClaimed = Set.of();

    /** @param zone the zone of line times that name none: part of every definition */
    public Readings(Trackers trackers, String zone, Clock clock) {
        this(trackers, zone, clock, names -> {});
    }

    /**
     * @param zone the zone of line times that name none: part of every definition
     * @param recounts has every log handed over again, for the trackers of which a recount begins
     */
    public Readings(Trackers trackers, String zone, Clock clock, Consumer<Set<String>> recounts) {
        this.trackers = trackers;
        this.clock = clock;
        this.recounts = recounts;
        this.hashes = new DefinitionHashes(trackers.byLimit(), zone, trackers.countsRepeats());
        this.brokenDown = new BrokenDown(hashes);
        this.rewritings = new Rewritings();
        this.previousZones = new PreviousZones(zone);
    }

    /** How often each log was rewritten in place: part of the reading of a log. */
    public Rewritings rewritings() {
        return rewritings;
    }

    /** The trackers whose rows may lie in windows of another zone, as far as is known. */
    public Set<String> ofPreviousZones() {
        return previousZones.trackers();
    }

    /**
     * The claim that this process gave out last for a tracker; whether it is stored is not known.
     *
     * @param hash the hash of the definition
     * @param number its number
     */
    private record Given(String hash, int number) {}

    /**
     * Settles by which readings the trackers are counted. Only active definitions may claim one, so that an edit that came
     * meanwhile stays the last one.
     *
     * @param whenEdited is done where the definitions are active no more: nothing is counted by them
     */
    Lookup lookup(Definitions definitions, Runnable whenEdited) {
        return new Lookup() {
            private boolean open = isUnclaimed(definitions);
            private int before;

            @Override
            public boolean isOpen() {
                return open;
            }

            @Override
            public Find find() {
                before = takenUp();
                return new Find(StoredNames.MAIL_READINGS, ALL);
            }

            @Override
            public List<WriteModel<Document>> take(List<Document> stored) {
                if (!trackers.isActive(definitions)) {
                    open = false;
                    whenEdited.run();
                    return List.of();
                }
                List<WriteModel<Document>> claims = claims(definitions, stored, before == takenUp());
                open = isUnclaimed(definitions);
                return claims;
            }
        };
    }

    private synchronized int takenUp() {
        return takenUp;
    }

    /** Whether a tracker's reading is still to be claimed or taken up, or it is time to look whether there is a later one. */
    private synchronized boolean isUnclaimed(Definitions definitions) {
        latestEdit = Math.max(latestEdit, definitions.edit());
        boolean isTime = Duration.between(looked, clock.instant()).abs().compareTo(LOOKED_AT_FOR) >= 0;
        return isTime || definitions.names().stream().anyMatch(tracker -> taken(definitions, tracker) == null);
    }

    /**
     * Takes up the readings that are claimed already, and gives the claims of those that are not. Definitions before the
     * latest edit that a poll began with claim nothing any more.
     *
     * @param stored all readings as they are stored
     * @param isNow whether none was taken up since they were requested
     */
    private synchronized List<WriteModel<Document>> claims(
            Definitions definitions, List<Document> stored, boolean isNow) {
        looked = clock.instant();
        Map<String, Document> newest = new HashMap<>();
        for (Document document : stored) {
            newest.merge(document.getString("tracker"), document, Readings::later);
            previousZones.note(document);
        }
        everClaimed = Set.copyOf(newest.keySet());
        stored.forEach(document -> brokenDown.note(definitions, document, newest.get(document.getString("tracker"))));
        return beginsRecount(definitions, newest, isNow) ? List.of() : missing(definitions, newest);
    }

    /** Takes up the readings that are claimed already, and gives the claims of the others. */
    private List<WriteModel<Document>> missing(Definitions definitions, Map<String, Document> newest) {
        List<WriteModel<Document>> claims = new ArrayList<>();
        for (String tracker : definitions.names()) {
            String hash = hashes.of(definitions, tracker);
            if (taken(definitions, tracker) != null) {
                continue;
            }
            Document last = newest.get(tracker);
            int claimed = last == null ? 0 : Integer.parseInt(number(last));
            int least = least(tracker, hash);
            if (last != null && claimed >= least && hash.equals(last.getString("definition"))) {
                takenUp++;
                taken.put(tracker, new TakenReading(hash, number(last), last.get("since"), definitions.edit(), false));
            } else if (definitions.edit() == latestEdit) {
                Given next = new Given(hash, Math.max(claimed + 1, least));
                taken.remove(tracker);
                given.put(tracker, next);
                claims.add(hashes.claim(definitions, tracker, next.number(), clock.instant()));
            }
        }
        return claims;
    }

    /**
     * Begins a recount of the trackers of which a later reading of the same definition is claimed, or the own claim is gone.
     * What polls began to count before has no reading any more.
     */
    private boolean beginsRecount(Definitions definitions, Map<String, Document> newest, boolean isNow) {
        Set<String> recounted = new HashSet<>();
        for (String tracker : definitions.names()) {
            TakenReading known = definitions.edit() == latestEdit ? taken(definitions, tracker) : null;
            TakenReading.Claim claim =
                    known == null ? TakenReading.Claim.STANDS : known.compare(newest.get(tracker), isNow);
            if (claim != TakenReading.Claim.STANDS) {
                claim.report(tracker);
                recounted.add(tracker);
            }
            if (known != null && claim == TakenReading.Claim.IS_GONE) {
                given.put(tracker, new Given("", Integer.parseInt(known.number())));
            }
        }
        if (recounted.isEmpty()) {
            return false;
        }
        trackers.recount();
        recounted.forEach(taken::remove);
        recounts.accept(recounted);
        return true;
    }

    /** The least number by which a definition is the latest that this process claimed for a tracker. */
    private int least(String tracker, String hash) {
        Given last = given.get(tracker);
        return last == null ? 1 : last.hash().equals(hash) ? last.number() : last.number() + 1;
    }

    /**
     * The reading by which a tracker is counted.
     *
     * @param definitions the definitions it was counted by
     * @return null where another process began a later one, or an operator edited it since
     */
    public @Nullable String of(Definitions definitions, String tracker) {
        TakenReading known = taken(definitions, tracker);
        return known == null || known.superseded() ? null : known.reading();
    }

    /** The reading by which a log that was rewritten so often is counted for a tracker; null as above. */
    public @Nullable String of(Definitions definitions, String tracker, int rewriting) {
        String reading = of(definitions, tracker);
        return reading == null ? null : LogReading.of(reading, rewriting);
    }

    /**
     * A row of a later reading was met: by a later definition, of which this process counts the tracker no more; or of a
     * log that another process found rewritten.
     *
     * @throws IOException of such a log, which is to be looked at afresh
     */
    public void meet(Definitions definitions, String log, String tracker, String later) throws IOException {
        String ours = of(definitions, tracker);
        if (ours != null && LogReading.ofTracker(later).compareTo(ours) <= 0) {
            foundRewritten.add(log);
            throw new ChangedLogException("another process found this log rewritten: it is looked at afresh");
        }
        supersede(definitions, tracker);
    }

    /** Whether a log was met as rewritten since the last call. */
    public boolean wasFoundRewritten(LogId log) {
        return foundRewritten.remove(log.hex());
    }

    /** The trackers that another process counts by a later definition. */
    public Set<String> superseded() {
        Definitions active = trackers.now();
        return active.names().stream()
                .filter(tracker -> {
                    TakenReading known = taken(active, tracker);
                    return known != null && known.superseded();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why trackers are no more counted, in one line each. */
    public List<String> remarks() {
        return superseded().stream()
                .sorted()
                .map(tracker -> "Another Mailtally on this database counts '" + tracker
                        + "' by a later definition, so this one stopped counting it: give both the same pattern")
                .toList();
    }

    /** The trackers of the store that are not active, whose rows are kept; as far as is known. */
    public List<String> previous() {
        List<String> active = trackers.names();
        return everClaimed.stream()
                .filter(tracker -> !active.contains(tracker))
                .sorted()
                .toList();
    }

    /** The trackers of which rows of by-values may be stored that are to be replaced, in a log that was rewritten so often. */
    public Set<String> brokenDownBefore(Definitions definitions, int rewriting) {
        return brokenDown.before(definitions, rewriting);
    }

    void supersede(Definitions definitions, String tracker) {
        TakenReading known = taken(definitions, tracker);
        if (known != null) {
            taken.replace(tracker, known, known.supersede());
        }
    }

    /** The reading of these very definitions, taken up before they were edited; null where there is none. */
    private @Nullable TakenReading taken(Definitions definitions, String tracker) {
        TakenReading known = taken.get(tracker);
        boolean isTheirs = known != null
                && known.since() <= definitions.edit()
                && known.hash().equals(hashes.of(definitions, tracker));
        return isTheirs ? known : null;
    }

    private static Document later(Document one, Document other) {
        return number(one).compareTo(number(other)) > 0 ? one : other;
    }

    static String number(Document document) {
        String id = document.getString("_id");
        return id.substring(id.lastIndexOf(' ') + 1);
    }
}
