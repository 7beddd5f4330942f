package org.mailtally.store;

import org.jspecify.annotations.Nullable;
import org.mailtally.log.Place;

/**
 * How far a reading has come in a log, as the one string that is stored, which sorts as it grows: reading, position
 * (padded), time state, hash of the 1 KiB before it.
 *
 * @param reading the reading
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
        String hash = parts[4].equals(NO_HASH) ? "" : parts[4];
        Place place = new Place(Long.parseLong(parts[2]), Long.parseLong(parts[3]), hash);
        return new Checkpoint(parts[0] + " " + parts[1], place);
    }

    String text() {
        String hash = place.hash().isEmpty() ? NO_HASH : place.hash();
        return "%s %019d %d %s".formatted(reading, place.position(), place.time(), hash);
    }

    /** Whether this is of an earlier reading than another. */
    boolean isBefore(@Nullable String other) {
        return other != null && reading.compareTo(other) < 0;
    }
}
