package org.mailtally.tally.automaton;

/** A pattern has no automaton: it says something of which none is known to mean the same, or is too large. No trace. */
final class UnsupportedPatternException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedPatternException(String reason) {
        super(reason, null, false, false);
    }
}
