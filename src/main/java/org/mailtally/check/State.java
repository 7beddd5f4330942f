package org.mailtally.check;

import java.util.Locale;

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

    /** The worse of two; UNKNOWN where one is, as nothing can be said then. */
    State or(State other) {
        return exitCode >= other.exitCode ? this : other;
    }

    /** The state of a name in small letters; that is refused in one line where there is none. */
    public static State parse(String name) {
        for (State state : values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(name)) {
                return state;
            }
        }
        throw new IllegalArgumentException("not a state: give ok, warning, critical or unknown");
    }

    /** The exit code by which a plugin tells this state. */
    public int exitCode() {
        return exitCode;
    }
}
