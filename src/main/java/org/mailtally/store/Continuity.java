package org.mailtally.store;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Predicate;
import org.mailtally.source.Place;

/** Whether a log still is what was counted of it, up to each tracker's checkpoint. For one thread. */
public interface Continuity {

    /** What follows from the checkpoints. */
    enum Verdict {
        /** It is counted on from them. */
        GOES_ON,
        /** Nothing of it is counted in this poll. */
        IS_LEFT,
        /** It is not known what became of it: that is looked up, and its checkpoints are found once more. */
        IS_UNKNOWN
    }

    /**
     * Compares the log with what was counted of it.
     *
     * @param counted how far its trackers have counted it
     * @param isAnyBehind whether a tracker has still to count up to a place
     * @throws IOException where the log cannot be read
     */
    Verdict compare(Collection<Place> counted, Predicate<Place> isAnyBehind) throws IOException;

    /** Looks up what became of the log; only where that is unknown. */
    Lookup lookup();

    /** Whether what was looked up says that nothing of it is counted in this poll. */
    boolean isLeft();

    /** That of a log that never changes. */
    Continuity UNCHANGED = new Continuity() {
        @Override
        public Verdict compare(Collection<Place> counted, Predicate<Place> isAnyBehind) {
            return Verdict.GOES_ON;
        }

        @Override
        public Lookup lookup() {
            throw new IllegalStateException("a log that never changes has nothing to be looked up");
        }

        @Override
        public boolean isLeft() {
            return false;
        }
    };
}
