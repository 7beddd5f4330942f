package org.mailtally.store;

import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reading that this process counts a tracker by.
 *
 * @param hash the hash of the definition
 * @param number its number
 * @param claimed when it was claimed, by which it is known again
 * @param since the edit from which on it is counted by
 * @param superseded whether another process began a later one
 */
record TakenReading(String hash, String number, @Nullable Object claimed, int since, boolean superseded) {

    private static final Logger LOG = LoggerFactory.getLogger(TakenReading.class);

    /** What became of the claim of a reading. */
    enum Claim {
        STANDS(""),
        /** A later one of the same definition was claimed: the operator wants a recount. */
        IS_FOLLOWED("A recount of tracker '{}' was claimed: the logs on disk are recounted for it"),
        IS_GONE(
                "The claim by which tracker '{}' is counted is gone from mail_readings, as where collections are dropped:"
                        + " the logs on disk are recounted for it");

        private final String report;

        Claim(String report) {
            this.report = report;
        }

        void report(String tracker) {
            if (this == IS_GONE) {
                LOG.warn(report, tracker);
            } else {
                LOG.info(report, tracker);
            }
        }
    }

    String reading() {
        return number + " " + hash;
    }

    TakenReading supersede() {
        return new TakenReading(hash, number, claimed, since, true);
    }

    /**
     * Compares it with the claims as they are stored.
     *
     * @param last the last claim of its tracker; null where none is stored
     * @param isNow whether none was taken up since they were found
     */
    Claim compare(@Nullable Document last, boolean isNow) {
        boolean isOurs = last != null && hash.equals(last.getString("definition"));
        int compared = last == null ? -1 : Readings.number(last).compareTo(number);
        if (compared > 0 && isOurs) {
            return Claim.IS_FOLLOWED;
        }
        boolean isReplaced = last != null && compared == 0 && !Objects.equals(claimed, last.get("since"));
        boolean isGone = isReplaced || (compared < 0 && (isOurs || !superseded));
        return isNow && isGone ? Claim.IS_GONE : Claim.STANDS;
    }
}
