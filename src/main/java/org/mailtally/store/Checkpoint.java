package org.mailtally.store;

import org.mailtally.source.Place;
import org.mailtally.time.TimeState;

/**
 * How far a reading has come in a log, as the one string that is stored, which sorts as it grows: reading, position
 * (padded), time state, hash of the 1 KiB before it.
 *
 * @param reading the tracker's reading; how often the log was rewritten is the place's
 * @param place how far it has come
 */
record Checkpoint(String reading, Place place) {

    private static final String NO_HASH = "-";

    /** @throws IllegalStateException where the string is not a checkpoint */
    static Checkpoint parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 5) {
            throw new IllegalStateException("'" + text + "' in mail_logs is no checkpoint of this version");
        }
        String reading = parts[0] + " " + parts[1];
        String hash = parts[4].equals(NO_HASH) ? "" : parts[4];
        Place place =
                new Place(Long.parseLong(parts[2]), TimeState.parse(parts[3]), hash, LogReading.rewriting(reading));
        return new Checkpoint(LogReading.ofTracker(reading), place);
    }

    /** The reading of the log. */
    String logReading() {
        return LogReading.of(reading, place.rewriting());
    }

    String text() {
        String hash = place.hash().isEmpty() ? NO_HASH : place.hash();
        return "%s %019d %s %s"
                .formatted(logReading(), place.position(), place.state().text(), hash);
    }
}
