package org.mailtally.settings;

/** A fault in what a user gave or set: one line that says what is wrong and how to fix it. The process ends with exit code 2. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UserError(String message) {
        super(message);
    }
}
