package org.mailtally.pattern.automaton;

/** A pattern says what is not known here, or is too large for what is to match it. No trace. */
public final class UnsupportedPatternException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedPatternException(String reason) {
        super(reason, null, false, false);
    }
}
