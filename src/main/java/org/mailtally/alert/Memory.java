package org.mailtally.alert;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.check.State;
import org.mailtally.store.StoredNames;
import org.mailtally.store.Write;

/**
 * What is remembered of a threshold, as the store keeps it. It is changed only from the version that was read, so that of
 * several processes one goes on.
 *
 * @param version counts the changes of this document; 0 where there is none yet
 * @param state the state that stands
 * @param since since when
 * @param seen another state that the last check found; null where it found the one that stands
 * @param seenSince since when it is found
 * @param sent when an alert was sent last; null where none was
 * @param open what is still to be sent; null where nothing is
 * @param fault why it could not be sent; empty where it was not tried in vain
 * @param sender the process that is sending it; empty where none is
 * @param sending since when
 */
record Memory(
        long version,
        State state,
        Instant since,
        @Nullable State seen,
        Instant seenSince,
        @Nullable Instant sent,
        @Nullable Change open,
        String fault,
        String sender,
        Instant sending) {

    /** Of a threshold that is checked for the first time: what is well then is nothing to report. */
    static Memory fresh(Instant now) {
        return new Memory(0, State.OK, now, null, now, null, null, "", "", now);
    }

    static Memory stored(Document stored) {
        String seen = stored.getString("seen");
        Date sent = stored.getDate("sent");
        return new Memory(
                stored.getLong("version"),
                State.valueOf(stored.getString("state")),
                stored.getDate("since").toInstant(),
                seen == null ? null : State.valueOf(seen),
                stored.getDate("seen_since").toInstant(),
                sent == null ? null : sent.toInstant(),
                Change.stored(stored.get("open", Document.class)),
                stored.getString("fault"),
                stored.getString("sender"),
                stored.getDate("sending").toInstant());
    }

    /** The write of this over the version that it was made from; refused where another process was quicker. */
    Write write(String name) {
        Document fields = new Document("version", version + 1)
                .append("state", state.name())
                .append("since", Date.from(since))
                .append("seen", seen == null ? null : seen.name())
                .append("seen_since", Date.from(seenSince))
                .append("sent", sent == null ? null : Date.from(sent))
                .append("open", open == null ? null : open.document())
                .append("fault", fault)
                .append("sender", sender)
                .append("sending", Date.from(sending));
        Document from = new Document("_id", name).append("version", version);
        return new Write(
                StoredNames.MAIL_ALERTS,
                List.of(new UpdateOneModel<>(from, new Document("$set", fields), new UpdateOptions().upsert(true))));
    }

    /** This, once it is written. */
    Memory written() {
        return new Memory(version + 1, state, since, seen, seenSince, sent, open, fault, sender, sending);
    }

    Memory withState(State now, Instant from) {
        return new Memory(version, now, from, null, from, sent, open, fault, sender, sending);
    }

    Memory withSeen(@Nullable State other, Instant from) {
        return new Memory(version, state, since, other, from, sent, open, fault, sender, sending);
    }

    Memory withOpen(Change change) {
        return new Memory(version, state, since, seen, seenSince, sent, change, fault, sender, sending);
    }

    Memory withSender(String process, Instant from) {
        return new Memory(version, state, since, seen, seenSince, sent, open, fault, process, from);
    }

    Memory withSent(Instant when) {
        return new Memory(version, state, since, seen, seenSince, when, null, "", "", sending);
    }

    Memory withFault(String why) {
        return new Memory(version, state, since, seen, seenSince, sent, open, why, "", sending);
    }
}
