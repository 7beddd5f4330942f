package org.mailtally.store.embedded.wire;

/** A message is not what it says; the message of this exception says where, and nothing of the content. */
final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        super(message);
    }

    /** Bytes of others can cause any number of these, so they have no trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
