package org.mailtally.counts;

/** More was found than one answer holds; the message says in one line what to ask for instead. */
public final class TooMuchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooMuchException(String message) {
        super(message);
    }
}
