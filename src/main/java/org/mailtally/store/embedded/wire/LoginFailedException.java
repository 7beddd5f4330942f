package org.mailtally.store.embedded.wire;

/** A client could not log in. It says nothing of why, as servers do. */
final class LoginFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    LoginFailedException() {
        super("Authentication failed");
    }

    /** Strangers can cause any number of these, so they have no trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
