package org.mailtally.source.kafka;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The text that a record holds: its value, or a field of the JSON that this is. Thread-safe. */
public final class RecordText {

    private static final byte[] NONE = {};
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonPointer pointer;

    /**
     * @param pointer a JSON pointer, as {@code /message}; empty where the value is the text
     * @throws IllegalArgumentException where it is none
     */
    public RecordText(String pointer) {
        this.pointer = JsonPointer.compile(pointer);
    }

    /** What was found in the records of one pass. Not thread-safe. */
    final class Reader {
        private long empty;
        private long notJson;
        private long withoutField;

        /** The text of a record; empty where it has none, which is counted. */
        byte[] text(byte[] value) {
            byte[] text = value.length == 0 || pointer.matches() ? value : field(value);
            if (text.length == 0 && value.length == 0) {
                empty++;
            }
            return text;
        }

        private byte[] field(byte[] value) {
            JsonNode found;
            try {
                found = JSON.readTree(value).at(pointer);
            } catch (IOException noJson) {
                notJson++;
                return NONE;
            }
            if (!found.isTextual()) {
                withoutField++;
                return NONE;
            }
            byte[] text = found.textValue().getBytes(StandardCharsets.UTF_8);
            empty += text.length == 0 ? 1 : 0;
            return text;
        }

        SkippedRecords.Count skipped() {
            return new SkippedRecords.Count(empty, notJson, withoutField);
        }
    }
}
