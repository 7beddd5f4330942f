package org.mailtally;

/** A fault of what was asked or set: one line that says what and how to mend it. The process ends with exit code 2. */
final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    UserError(String message) {
        super(message);
    }
}
