package org.mailtally.settings;

import java.util.List;
import java.util.function.Supplier;

/**
 * The active settings: those of the start, in which the keys that are live follow application.properties. Thread-safe.
 */
public final class LiveSettings implements Supplier<Settings> {

    private volatile Settings active;
    private volatile List<String> faults = List.of();

    public LiveSettings(Settings atStart) {
        this.active = atStart;
    }

    @Override
    public Settings get() {
        return active;
    }

    /** Makes the live keys of newer settings active; the others stay as they are. */
    void take(Settings newer) {
        active = active.withLiveOf(newer);
        faults = List.of();
    }

    /** Leaves the settings as they are, for newer ones are wrong. */
    void refuse(String fault) {
        faults = List.of(fault);
    }

    /** What is wrong with application.properties as it is now, in one line; empty where nothing is. */
    public List<String> faults() {
        return faults;
    }
}
