package org.mailtally.store.embedded;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The updates of a message, done one after the other: what a plain upsert inserts is inserted at once, the others are the
 * engine's, those that follow each other in one command. Not thread-safe.
 */
final class MixedUpdates {
    private final UpdateMessage message;
    private final @Nullable StoredCollection collection;
    private final BulkWrite.Engine engine;
    private final UpdateReply reply;
    private List<Integer> others = new ArrayList<>();

    /** @param collection the message's; null where the engine is to do all of it */
    MixedUpdates(UpdateMessage message, @Nullable StoredCollection collection, BulkWrite.Engine engine) {
        this.message = message;
        this.collection = collection;
        this.engine = engine;
        this.reply = new UpdateReply(message.size());
    }

    UpdateReply run() {
        for (int index = 0; index < message.size(); index++) {
            PlainUpsert upsert = collection == null ? null : message.plain(index);
            if (collection == null || upsert == null || !insert(upsert, collection)) {
                others.add(index);
            } else {
                reply.inserted(index, upsert.id());
            }
        }
        runOthers();
        return reply;
    }

    /** Inserts at once, behind the updates that came before; false where that is not all there is to do. */
    private boolean insert(PlainUpsert upsert, StoredCollection into) {
        if (!others.isEmpty()) {
            if (into.holds(upsert)) {
                return false;
            }
            runOthers();
        }
        return into.insert(upsert);
    }

    private void runOthers() {
        if (!others.isEmpty()) {
            reply.add(engine.run(message.command(others)), others);
            others = new ArrayList<>();
        }
    }
}
