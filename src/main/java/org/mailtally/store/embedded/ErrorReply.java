package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.Objects;

/** The reply to a command that failed as a whole. */
final class ErrorReply {
    private static final int UNKNOWN_ERROR = 8;

    private ErrorReply() {}

    static Document of(int code, String codeName, String message) {
        return new Document("ok", 0.0)
                .append("errmsg", message)
                .append("code", code)
                .append("codeName", codeName);
    }

    static Document of(MongoServerException failure) {
        Document reply = new Document("ok", 0.0).append("errmsg", failure.getMessageWithoutErrorCode());
        if (failure instanceof MongoServerError error) {
            reply.append("code", error.getCode()).append("codeName", Objects.toString(error.getCodeName(), ""));
        }
        return reply;
    }

    /** For what the engine was not made for; nothing of the command is stored. */
    static Document of(RuntimeException failure) {
        return of(UNKNOWN_ERROR, "UnknownError", "the embedded store cannot do this: " + failure);
    }
}
