package org.mailtally.settle;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.mailtally.source.Place;
import org.mailtally.source.file.Fit;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.Find;
import org.mailtally.store.Rewritings;
import org.mailtally.store.StoredNames;

/**
 * How often each log was rewritten in place, claimed by insert-only documents {@code {_id: "<log> <number>", log, position,
 * hash}} beside the readings. Found only where a file is not what was counted of its log.
 *
 * <p>A claim binds the number to what the file holds now: the hash of the 1 KiB before the position at which it did not
 * fit. So two processes mean the same by a number, and a file that is rewritten once more is the next one.
 *
 * <p>A file beside which another one still is what was counted is a copy that went on differently. That is claimed too
 * ({@code "<log> copy <hash>"}): when the other one is deleted later, an archive that is known as a copy does not take its
 * place. Thread-safe.
 */
final class RewrittenFiles {

    private static final String COPY = " copy ";
    private static final int MOST_SUSPECTED = 1_000;

    private final Rewritings known;
    private final Clock clock;
    private final Set<String> suspected = ConcurrentHashMap.newKeySet();

    RewrittenFiles(Rewritings known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    /** Finds the rewritings and copies of a settled log. */
    static Find find(OpenLog log) {
        String id = log.id().hex();
        return new Find(
                StoredNames.MAIL_READINGS, new Document("_id", new Document("$gte", id + " ").append("$lt", id + "!")));
    }

    /** What the file is, by what is claimed. */
    enum Finding {
        /** It is the log, as it was rewritten so often: its checkpoints are found again. */
        KNOWN,
        /** It may become that: it is shorter than what was claimed. */
        WAITS,
        /** It is to be found once more. */
        CLAIMED
    }

    /**
     * What was found of a file.
     *
     * @param finding what it is
     * @param claims what must be claimed first
     */
    record Found(Finding finding, List<WriteModel<Document>> claims) {}

    /**
     * Compares a file that does not fit a checkpoint with what is claimed of its log.
     *
     * @param misfit the place that it does not fit; the log's start where only the claims are to be known
     * @param stored the rewritings and copies as they are stored
     * @throws IOException where the file is a copy that went on differently, or it is not certain yet
     */
    Found find(OpenLog log, Place misfit, List<Document> stored) throws IOException {
        Place counted = misfit;
        List<Place> copies = new ArrayList<>();
        for (Document document : stored) {
            Place claimed = place(document);
            if (document.getString("_id").contains(COPY)) {
                copies.add(claimed);
            } else {
                known.learn(log.id(), claimed.rewriting(), claimed.position());
                counted = claimed.rewriting() > counted.rewriting() ? claimed : counted;
            }
        }
        if (counted.rewriting() > misfit.rewriting()) {
            switch (log.history().fit(counted)) {
                case FITS -> {
                    return rewritten(log, counted);
                }
                case SHORTER -> {
                    return new Found(Finding.WAITS, List.of());
                }
                case DIFFERS -> {}
            }
        }
        if (counted.position() == 0) {
            return new Found(Finding.KNOWN, List.of());
        }
        Place here = log.history().placeAt(counted);
        boolean copy = fitsOne(log, copies);
        if ((copy && log.isArchive()) || log.history().fittingInstead(counted) != null) {
            if (copy) {
                throw log.history().leftAlone(counted);
            }
            return new Found(Finding.CLAIMED, List.of(claim(log, log.id().hex() + COPY + here.hash(), here)));
        }
        mustBeSeenTwice(log, log.id().hex() + " " + here);
        int number = counted.rewriting() + 1;
        return new Found(
                Finding.CLAIMED, List.of(claim(log, "%s %04d".formatted(log.id().hex(), number), here)));
    }

    private static Found rewritten(OpenLog log, Place claimed) {
        log.history().rewritten(claimed.rewriting());
        log.history().provenAt(claimed);
        log.history().recounted();
        return new Found(Finding.KNOWN, List.of());
    }

    private static boolean fitsOne(OpenLog log, List<Place> copies) throws IOException {
        for (Place copy : copies) {
            if (log.history().fit(copy) == Fit.FITS) {
                return true;
            }
        }
        return false;
    }

    /** Files are renamed and written while they are looked at, so nothing is claimed at the first look. */
    private void mustBeSeenTwice(OpenLog log, String seen) throws IOException {
        if (suspected.size() > MOST_SUSPECTED) {
            suspected.clear();
        }
        if (suspected.add(seen)) {
            throw log.history().uncertain();
        }
        suspected.remove(seen);
    }

    private static Place place(Document document) {
        String id = document.getString("_id");
        int number = id.contains(COPY) ? 0 : Integer.parseInt(id.substring(id.lastIndexOf(' ') + 1));
        return new Place(document.get("position", Number.class).longValue(), 0, document.getString("hash"), number);
    }

    private WriteModel<Document> claim(OpenLog log, String id, Place here) {
        Document insert = new Document("log", log.id().hex())
                .append("position", here.position())
                .append("hash", here.hash())
                .append("since", clock.instant());
        return new UpdateOneModel<>(
                new Document("_id", id), new Document("$setOnInsert", insert), new UpdateOptions().upsert(true));
    }
}
