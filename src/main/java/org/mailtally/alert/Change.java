package org.mailtally.alert;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.check.Result;
import org.mailtally.check.State;

/**
 * What happened, that an alert is about.
 *
 * @param kind why it is sent
 * @param previous the state before
 * @param state the state now
 * @param since since when that is so
 * @param made when the alert was made
 * @param text the check's words
 * @param performance the check's figures
 */
record Change(Kind kind, State previous, State state, Instant since, Instant made, String text, String performance) {

    static Change of(Kind kind, State previous, Result result, Instant since, Instant made) {
        return new Change(kind, previous, result.state(), since, made, result.text(), result.performance());
    }

    static @Nullable Change stored(@Nullable Document stored) {
        return stored == null
                ? null
                : new Change(
                        Kind.valueOf(stored.getString("kind")),
                        State.valueOf(stored.getString("previous")),
                        State.valueOf(stored.getString("state")),
                        stored.getDate("since").toInstant(),
                        stored.getDate("made").toInstant(),
                        stored.getString("text"),
                        stored.getString("performance"));
    }

    Document document() {
        return new Document("kind", kind.name())
                .append("previous", previous.name())
                .append("state", state.name())
                .append("since", Date.from(since))
                .append("made", Date.from(made))
                .append("text", text)
                .append("performance", performance);
    }
}
