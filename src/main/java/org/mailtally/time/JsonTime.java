package org.mailtally.time;

import org.jspecify.annotations.Nullable;

/**
 * The time of a line of JSON: that of its field where this names the whole of it; else that at the head of the line that
 * was wrapped; else that of the field, in the log's zone. Not thread-safe.
 */
final class JsonTime {

    private final JsonFields fields = new JsonFields();
    private final WrittenTime ofField = new WrittenTime();
    private final WrittenTime ofText = new WrittenTime();

    /** The time of the object that begins at an index; null where it has none. */
    @Nullable
    WrittenTime find(byte[] line, int from, int to) {
        if (!fields.find(line, from, to)) {
            return null;
        }
        boolean hasTime = isTime(ofField, line, fields.time());
        if (hasTime && ofField.ownInstant() != WrittenTime.NO_INSTANT) {
            return ofField;
        }
        return isTime(ofText, line, fields.text()) ? ofText : hasTime ? ofField : null;
    }

    private static boolean isTime(WrittenTime time, byte[] line, JsonFields.Range range) {
        return range.isThere() && time.parse(line, range.from(), range.to());
    }

    JsonFields fields() {
        return fields;
    }
}
