package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.OpenLog;
import org.mailtally.tally.Definitions;

/**
 * One poll of one file, and what must be known of the store before it is counted: a list of lookups, done one after the
 * other, the checkpoints last. For one thread.
 */
public final class Opening {

    private final Definitions definitions;
    private final @Nullable OpenLog log;
    private final @Nullable CheckpointLookup checkpoints;
    private List<Lookup> lookups = List.of();
    private @Nullable Find find;
    private boolean abandoned;

    /**
     * @param definitions the active trackers as the poll begins: all of it goes by them
     * @param log the file; null where nothing changed
     * @param checkpoints the last of its lookups; null without a file
     */
    Opening(Definitions definitions, @Nullable OpenLog log, @Nullable CheckpointLookup checkpoints) {
        this.definitions = definitions;
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /** @param first what is looked up first, in this order */
    void lookUp(List<Lookup> first) {
        lookups = first;
    }

    /** What is to be found next; null where all is known. */
    public @Nullable Find getFind() {
        Lookup next = next();
        if (next == null) {
            return null;
        }
        Find made = find == null ? next.find() : find;
        find = made;
        return made;
    }

    /** Takes what was found by {@link #getFind}, which from then on finds what comes next. */
    List<WriteModel<Document>> take(Lookup lookup, List<Document> stored) throws IOException {
        find = null;
        return lookup.take(stored);
    }

    /** The lookup that comes next; null where all is known. */
    @Nullable
    Lookup next() {
        return abandoned
                ? null
                : lookups.stream().filter(Lookup::isOpen).findFirst().orElse(null);
    }

    List<Lookup> lookups() {
        return lookups;
    }

    /** Ends before anything is counted. */
    void giveUp() {
        abandoned = true;
    }

    boolean isGivenUp() {
        return abandoned;
    }

    Definitions definitions() {
        return definitions;
    }

    /** Its file; null where nothing changed. */
    public @Nullable OpenLog log() {
        return log;
    }

    /** How far its log is counted; null without a file. */
    @Nullable
    CheckpointLookup checkpoints() {
        return checkpoints;
    }
}
