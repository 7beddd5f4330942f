package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Log;
import org.mailtally.tally.Definitions;

/**
 * One poll of one log, and what must be known of the store before it is counted: a list of lookups, done one after the
 * other, the checkpoints last. For one thread.
 */
public final class Opening {

    private final Definitions definitions;
    private final Opened opened;
    private final @Nullable CheckpointLookup checkpoints;
    private List<Lookup> lookups = List.of();
    private @Nullable Find find;
    private boolean abandoned;

    /**
     * @param definitions the active trackers as the poll begins: all of it goes by them
     * @param opened what the source opened
     * @param checkpoints the last of its lookups; null without a log
     */
    Opening(Definitions definitions, Opened opened, @Nullable CheckpointLookup checkpoints) {
        this.definitions = definitions;
        this.opened = opened;
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

    /** A lookup was done. */
    void ended(Lookup lookup) {
        opened.ended(lookup);
        endWhereRefused();
    }

    /** Ends where the source says that nothing is to be counted. */
    void endWhereRefused() {
        if (opened.isRefused()) {
            giveUp();
        }
    }

    /** Ends with its lookups, done or not, and with its log. */
    void close() throws IOException {
        lookups.forEach(opened::ended);
        opened.close();
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

    Opened opened() {
        return opened;
    }

    /** Its log; null where nothing changed. */
    public @Nullable Log log() {
        return opened.log();
    }

    /** How far its log is counted; null without a log. */
    @Nullable
    CheckpointLookup checkpoints() {
        return checkpoints;
    }
}
