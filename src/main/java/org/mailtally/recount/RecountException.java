package org.mailtally.recount;

/** A recount cannot begin; the message is one line that says why and what to do. */
public final class RecountException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RecountException(String message) {
        super(message);
    }
}
