package org.mailtally;

import java.util.List;
import java.util.function.Supplier;

/**
 * The settings in force: those of the start, in which the keys that are live follow application.properties. Thread-safe.
 */
final class LiveSettings implements Supplier<Settings> {

    private volatile Settings inForce;
    private volatile List<String> faults = List.of();

    LiveSettings(Settings atStart) {
        this.inForce = atStart;
    }

    @Override
    public Settings get() {
        return inForce;
    }

    /** Puts the live keys of newer settings in force; the others stay as they are. */
    void take(Settings newer) {
        inForce = inForce.withLiveOf(newer);
        faults = List.of();
    }

    /** Leaves the settings as they are, for newer ones are wrong. */
    void refuse(String fault) {
        faults = List.of(fault);
    }

    /** What is wrong with application.properties as it is now, in one line; empty where nothing is. */
    List<String> faults() {
        return faults;
    }
}
