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
import java.util.Objects;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * <p>A recount is a later reading of the same definition, claimed by whoever asks for it. The claims are looked at again
 * every few seconds: a later one of the own definition is taken up as if the tracker was edited. Where the own claim is gone,
 * for the store's collections were dropped, a later one is claimed, which recounts the logs on disk. Thread-safe.
 */
public final class Readings {

    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

    public static final String COLLECTION = "mail_readings";

    /** The query for all readings: of active trackers, and of previous ones. */
    private static final Document ALL = new Document("tracker", new Document("$exists", true));

    /** After which time the claims are looked at again. */
    private static final Duration LOOKED_AT_FOR = Duration.ofSeconds(5);

    private final Trackers trackers;
    private final Clock clock;
    private final Consumer<Set<String>> recounts;
    private final DefinitionHashes hashes;
    private final Map<String, Taken> taken = new ConcurrentHashMap<>();
    private final Map<String, Given> given = new HashMap<>();
    private int latestEdit;
    private int takenUp;
    private Instant looked = Instant.EPOCH;
    private final Rewritings rewritings;
    private final PreviousZones previousZones;
    private final Set<String> foundRewritten = ConcurrentHashMap.newKeySet();
    private volatile Set<String> everClaimed = Set.of();
    private final Set<String> brokenDownBefore = ConcurrentHashMap.newKeySet();

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
        this.rewritings = new Rewritings();
        this.previousZones = new PreviousZones(zone);
    }

    /** How often each log was rewritten in place: part of the reading of a log. */
    public Rewritings rewritings() {
        return rewritings;
    }

    /** The trackers whose rows may lie in windows of another zone. */
    PreviousZones previousZones() {
        return previousZones;
    }

    /**
     * A reading that this process counts by.
     *
     * @param hash the hash of the definition
     * @param number its number
     * @param claimed when it was claimed, by which it is known again
     * @param since the edit from which on it is counted by
     * @param superseded whether another process began a later one
     */
    private record Taken(String hash, String number, @Nullable Object claimed, int since, boolean superseded) {
        String reading() {
            return number + " " + hash;
        }

        Taken supersede() {
            return new Taken(hash, number, claimed, since, true);
        }
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
                return new Find(COLLECTION, ALL);
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
     * @param isNow whether none was taken up since they were asked for
     */
    private synchronized List<WriteModel<Document>> claims(
            Definitions definitions, List<Document> stored, boolean isNow) {
        looked = clock.instant();
        Map<String, Document> newest = new HashMap<>();
        List<Document> brokenDown = new ArrayList<>();
        for (Document document : stored) {
            newest.merge(document.getString("tracker"), document, Readings::later);
            previousZones.note(document);
            if (document.containsKey("by")) {
                brokenDown.add(document);
            }
        }
        everClaimed = Set.copyOf(newest.keySet());
        brokenDown.forEach(document -> noteBreakDown(definitions, document, newest));
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
                taken.put(tracker, new Taken(hash, number(last), last.get("since"), definitions.edit(), false));
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
            Taken known = taken(definitions, tracker);
            if (known != null
                    && definitions.edit() == latestEdit
                    && isRecounted(tracker, known, newest.get(tracker), isNow)) {
                recounted.add(tracker);
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

    private boolean isRecounted(String tracker, Taken known, @Nullable Document last, boolean isNow) {
        boolean isOurs = last != null && known.hash().equals(last.getString("definition"));
        int compared = last == null ? -1 : number(last).compareTo(known.number());
        if (compared > 0 && isOurs) {
            LOG.info("A recount of tracker '{}' was claimed: the logs on disk are recounted for it", tracker);
            return true;
        }
        boolean isReplaced = last != null && compared == 0 && !Objects.equals(known.claimed(), last.get("since"));
        if (isNow && (isReplaced || (compared < 0 && (isOurs || !known.superseded())))) {
            LOG.warn(
                    "The claim by which tracker '{}' is counted is gone from mail_readings, as where collections are"
                            + " dropped: the logs on disk are recounted for it",
                    tracker);
            given.put(tracker, new Given("", Integer.parseInt(known.number())));
            return true;
        }
        return false;
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
    public boolean wasFoundRewritten(LogId log) {
        return foundRewritten.remove(log.hex());
    }

    /** The trackers that another process counts by a later definition. */
    public Set<String> superseded() {
        Definitions active = trackers.now();
        return active.names().stream()
                .filter(tracker -> {
                    Taken known = taken(active, tracker);
                    return known != null && known.superseded();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The trackers of the store that are not active, whose rows are kept; as far as is known. */
    public List<String> previous() {
        List<String> active = trackers.names();
        return everClaimed.stream()
                .filter(tracker -> !active.contains(tracker))
                .sorted()
                .toList();
    }

    /**
     * Takes note that rows of by-values may be stored which another reading than the newest one, or than one of the
     * definition active, made: they must be replaced with the tracker's rows.
     */
    private void noteBreakDown(Definitions definitions, Document reading, Map<String, Document> newest) {
        String tracker = reading.getString("tracker");
        boolean isNewest = reading.equals(newest.get(tracker));
        if (!isNewest || !hashes.of(definitions, tracker).equals(reading.getString("definition"))) {
            brokenDownBefore.add(tracker);
        }
    }

    /**
     * The trackers of which rows of by-values may be stored that are to be replaced: they were broken down by another
     * reading than the active one, or the log was rewritten.
     *
     * @param rewriting how often the log was rewritten
     */
    Set<String> brokenDownBefore(Definitions definitions, int rewriting) {
        Set<String> found = new HashSet<>(brokenDownBefore);
        if (rewriting > 0) {
            definitions.names().stream()
                    .filter(tracker -> DefinitionHashes.by(definitions, tracker) != null)
                    .forEach(found::add);
        }
        return found;
    }

    void supersede(Definitions definitions, String tracker) {
        Taken known = taken(definitions, tracker);
        if (known != null) {
            taken.replace(tracker, known, known.supersede());
        }
    }

    /** The reading of these very definitions, taken up before they were edited; null where there is none. */
    private @Nullable Taken taken(Definitions definitions, String tracker) {
        Taken known = taken.get(tracker);
        boolean isTheirs = known != null
                && known.since() <= definitions.edit()
                && known.hash().equals(hashes.of(definitions, tracker));
        return isTheirs ? known : null;
    }

    private static Document later(Document one, Document other) {
        return number(one).compareTo(number(other)) > 0 ? one : other;
    }

    private static String number(Document document) {
        String id = document.getString("_id");
        return id.substring(id.lastIndexOf(' ') + 1);
    }
}
