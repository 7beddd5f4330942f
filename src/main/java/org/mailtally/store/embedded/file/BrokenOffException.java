package org.mailtally.store.embedded.file;

import de.bwaldvogel.mongo.bson.Document;

/** A command is broken off, and nothing of it is to be stored. */
public final class BrokenOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Document reply;

    /** @param reply what its client is answered */
    public BrokenOffException(Document reply) {
        super(String.valueOf(reply.get("errmsg")));
        this.reply = reply;
    }

    public BrokenOffException(int code, String codeName, String message) {
        this(new Document("ok", 0.0)
                .append("errmsg", message)
                .append("code", code)
                .append("codeName", codeName));
    }

    public Document reply() {
        return reply;
    }

    /** It is no fault of the store, and says all itself. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
