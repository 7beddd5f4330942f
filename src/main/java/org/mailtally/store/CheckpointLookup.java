package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.Stretch;

/**
 * How far each tracker has counted a settled log; where its file is not what was counted up to there, what became of it, and
 * then its checkpoints once more.
 */
final class CheckpointLookup implements Lookup {

    private final Checkpoints checkpoints;
    private final Readings readings;
    private final Rewritings rewritings;
    private final OpenLog log;
    private final Definitions definitions;
    private @Nullable Place misfit;
    private Map<String, Checkpoint> known = new HashMap<>();
    private @Nullable Iterator<@Nullable Stretch> stretches;

    CheckpointLookup(Checkpoints checkpoints, Readings readings, OpenLog log, Definitions definitions) {
        this.checkpoints = checkpoints;
        this.readings = readings;
        this.rewritings = readings.rewritings();
        this.log = log;
        this.definitions = definitions;
    }

    /** The checkpoints as they are stored, by tracker. */
    Map<String, Checkpoint> known() {
        return known;
    }

    /** What is still to be counted; nothing where that is not known. */
    Iterator<@Nullable Stretch> stretches() {
        Iterator<@Nullable Stretch> found = stretches;
        return found == null ? nothing() : found;
    }

    @Override
    public boolean isOpen() {
        return log.isSettled() && stretches == null;
    }

    @Override
    public Find find() {
        return misfit == null ? checkpoints.find(log, definitions) : Rewritings.find(log);
    }

    @Override
    public List<WriteModel<Document>> take(List<Document> stored) throws IOException {
        Place place = misfit;
        if (place != null) {
            return whatBecameOfIt(place, stored);
        }
        compare(stored);
        return List.of();
    }

    private void compare(List<Document> stored) throws IOException {
        Map<String, Checkpoint> found = checkpoints.known(log, stored);
        boolean isUnknown = readings.wasFoundRewritten(log.id().hex()) || !rewritings.isKnown(log);
        misfit = isUnknown ? new Place(0, 0, "", log.rewriting()) : Checkpoints.misfit(log, found);
        if (misfit == null) {
            known = found;
            stretches = checkpoints.isLeftToAnother(log, definitions, found)
                    ? nothing()
                    : checkpoints.stretches(log, definitions, found);
        }
    }

    private List<WriteModel<Document>> whatBecameOfIt(Place place, List<Document> stored) throws IOException {
        Rewritings.Found found = rewritings.find(log, place, stored);
        if (found.finding() != Rewritings.Finding.CLAIMED) {
            misfit = null;
        }
        if (found.finding() == Rewritings.Finding.WAITS) {
            stretches = nothing();
        }
        return found.claims();
    }

    private static Iterator<@Nullable Stretch> nothing() {
        return List.<@Nullable Stretch>of().iterator();
    }
}
