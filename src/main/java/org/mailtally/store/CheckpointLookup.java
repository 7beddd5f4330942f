package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Log;
import org.mailtally.source.Place;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.Task;

/**
 * How far each tracker has counted a settled log; where it is not what was counted up to there, what became of it, and then
 * its checkpoints once more.
 */
final class CheckpointLookup implements Lookup {

    private final Checkpoints checkpoints;
    private final Log log;
    private final Continuity continuity;
    private final Definitions definitions;
    private @Nullable Lookup whatBecameOfIt;
    private Map<String, Checkpoint> known = new HashMap<>();
    private @Nullable Iterator<@Nullable Task> tasks;

    CheckpointLookup(Checkpoints checkpoints, Log log, Continuity continuity, Definitions definitions) {
        this.checkpoints = checkpoints;
        this.log = log;
        this.continuity = continuity;
        this.definitions = definitions;
    }

    /** The checkpoints as they are stored, by tracker. */
    Map<String, Checkpoint> known() {
        return known;
    }

    /** What is still to be counted; nothing where that is not known. */
    Iterator<@Nullable Task> tasks() {
        Iterator<@Nullable Task> found = tasks;
        return found == null ? nothing() : found;
    }

    @Override
    public boolean isOpen() {
        return log.isSettled() && tasks == null;
    }

    @Override
    public Find find() {
        Lookup lookup = whatBecameOfIt;
        return lookup == null ? checkpoints.find(List.of(log.id()), definitions) : lookup.find();
    }

    @Override
    public List<WriteModel<Document>> take(List<Document> stored) throws IOException {
        Lookup lookup = whatBecameOfIt;
        if (lookup == null) {
            compare(checkpoints.known(stored));
            return List.of();
        }
        List<WriteModel<Document>> claims = lookup.take(stored);
        if (!lookup.isOpen()) {
            whatBecameOfIt = null;
            tasks = continuity.isLeft() ? nothing() : null;
        }
        return claims;
    }

    private void compare(Map<String, Checkpoint> found) throws IOException {
        List<Place> counted = found.values().stream().map(Checkpoint::place).toList();
        switch (continuity.compare(counted, place -> checkpoints.isAnyBehind(log, definitions, found, place))) {
            case GOES_ON -> {
                known = found;
                tasks = checkpoints.tasks(log, definitions, found);
            }
            case IS_LEFT -> {
                known = found;
                tasks = nothing();
            }
            case IS_UNKNOWN -> whatBecameOfIt = continuity.lookup();
        }
    }

    private static Iterator<@Nullable Task> nothing() {
        return List.<@Nullable Task>of().iterator();
    }
}
