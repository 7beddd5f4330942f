package org.mailtally.simulation;

/** A history ended with something stored that is not so. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message);
    }
}
