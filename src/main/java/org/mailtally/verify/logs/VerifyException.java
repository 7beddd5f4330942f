package org.mailtally.verify.logs;

/** The stored counts cannot be verified; the message is one line that says why and how to fix it. */
public final class VerifyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public VerifyException(String message) {
        super(message);
    }
}
