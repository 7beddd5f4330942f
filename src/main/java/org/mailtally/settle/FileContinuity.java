package org.mailtally.settle;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Place;
import org.mailtally.source.file.Fit;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.Continuity;
import org.mailtally.store.Find;
import org.mailtally.store.Lookup;
import org.mailtally.store.Readings;

/** Whether a file still is what was counted of its log; where not, what became of it. For one thread. */
final class FileContinuity implements Continuity {

    private final OpenLog log;
    private final Readings readings;
    private final RewrittenFiles rewritten;
    private Place misfit = Place.start(0);
    private boolean waits;

    FileContinuity(OpenLog log, Readings readings, RewrittenFiles rewritten) {
        this.log = log;
        this.readings = readings;
        this.rewritten = rewritten;
    }

    @Override
    public Verdict compare(Collection<Place> counted, Predicate<Place> isAnyBehind) throws IOException {
        counted.forEach(place -> log.history().rewritten(Math.max(log.rewriting(), place.rewriting())));
        boolean isUnknown =
                readings.wasFoundRewritten(log.id()) || !readings.rewritings().isKnown(log.id(), log.rewriting());
        Place found = isUnknown ? new Place(0, 0, "", log.rewriting()) : misfit(counted);
        if (found != null) {
            misfit = found;
            return Verdict.IS_UNKNOWN;
        }
        return isLeftToAnother(counted, isAnyBehind) ? Verdict.IS_LEFT : Verdict.GOES_ON;
    }

    /**
     * A place up to which the log was counted and that the file does not fit; null where it fits all that it reaches. A log
     * of which nothing was counted yet is known from here on too: it may go before it is.
     */
    private @Nullable Place misfit(Collection<Place> counted) throws IOException {
        if (counted.isEmpty()) {
            log.history().provenAt(log.start());
        }
        SortedMap<Long, Place> places = new TreeMap<>();
        for (Place place : counted) {
            if (place.rewriting() == log.rewriting()) {
                places.put(place.position(), place);
            }
        }
        for (Place place : places.values()) {
            switch (log.history().fit(place)) {
                case FITS -> log.history().provenAt(place);
                case DIFFERS -> {
                    return place;
                }
                case SHORTER -> {
                    log.history().doesNotReach(place);
                    return null;
                }
            }
        }
        return null;
    }

    /**
     * Whether the file is a shorter copy of its log, which is left to another file that holds more of it: a tracker that is
     * behind would else count what may go on differently there.
     */
    private boolean isLeftToAnother(Collection<Place> counted, Predicate<Place> isAnyBehind) throws IOException {
        Place furthest = log.start();
        for (Place place : counted) {
            boolean further = place.rewriting() == log.rewriting() && place.position() > furthest.position();
            furthest = further ? place : furthest;
        }
        boolean isLeft = log.history().fit(furthest) == Fit.SHORTER
                && isAnyBehind.test(furthest)
                && log.history().fittingInstead(furthest) != null;
        if (isLeft) {
            log.history().leftToAnother();
        }
        return isLeft;
    }

    @Override
    public Lookup lookup() {
        return new Lookup() {
            private boolean open = true;

            @Override
            public boolean isOpen() {
                return open;
            }

            @Override
            public Find find() {
                return RewrittenFiles.find(log);
            }

            @Override
            public List<WriteModel<Document>> take(List<Document> stored) throws IOException {
                RewrittenFiles.Found found = rewritten.find(log, misfit, stored);
                open = found.finding() == RewrittenFiles.Finding.CLAIMED;
                waits = found.finding() == RewrittenFiles.Finding.WAITS;
                return found.claims();
            }
        };
    }

    @Override
    public boolean isLeft() {
        return waits;
    }
}
