package org.mailtally.check;

/** The state of what is watched, as monitoring plugins report it. */
public enum State {
    OK(0),
    WARNING(1),
    CRITICAL(2),
    UNKNOWN(3);

    private final int exitCode;

    State(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code by which a plugin tells this state. */
    public int exitCode() {
        return exitCode;
    }
}
