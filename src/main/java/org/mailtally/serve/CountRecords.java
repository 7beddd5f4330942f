package org.mailtally.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.CountsByValue;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.usual.Band;

/**
 * The counts as plain JSON: a record for each step, with its time in ISO 8601 with its offset.
 *
 * @param labels what people call the series' trackers, in their order
 * @param byValue the counts by value; null where they are not broken down
 * @param lines the lines read in the same steps
 * @param bands what is usual; null where that was not requested
 * @param now what ends after this is not finished
 */
record CountRecords(
        Series series,
        List<String> labels,
        @Nullable CountsByValue byValue,
        Series lines,
        @Nullable Bands bands,
        Instant now) {

    /** Strict JSON; surrogates as their escapes, so that a lone one survives UTF-8. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .highestNonEscapedChar(Character.MIN_SURROGATE - 1)
            .build();

    /** What writes JSON. */
    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** The whole answer. */
    byte[] json() {
        return written(this::write);
    }

    /** An answer that says what is wrong. */
    static byte[] error(String fault) {
        return written(json -> {
            json.writeStartObject();
            json.writeStringField("error", fault);
            json.writeEndObject();
        });
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json) throws IOException {
        Question question = series.question();
        json.writeStartObject();
        json.writeStringField("from", time(series.slots().start(0)));
        json.writeStringField("to", time(series.slots().end().getEpochSecond()));
        json.writeStringField("step", question.step().name().toLowerCase(Locale.ROOT));
        json.writeStringField("zone", question.zone().getId());
        json.writeArrayFieldStart("trackers");
        for (int tracker = 0; tracker < labels.size(); tracker++) {
            json.writeStartObject();
            json.writeStringField("name", series.trackers().get(tracker));
            json.writeStringField("label", labels.get(tracker));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("records");
        for (int slot = 0; slot < series.slots().size(); slot++) {
            json.writeStartObject();
            record(json, slot);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void record(JsonGenerator json, int slot) throws IOException {
        json.writeStringField("time", time(series.slots().start(slot)));
        if (byValue != null && series.count(0, slot) == null) {
            json.writeNullField("counts");
        } else {
            json.writeObjectFieldStart("counts");
            if (byValue == null) {
                for (int tracker = 0; tracker < labels.size(); tracker++) {
                    number(json, series.trackers().get(tracker), series.count(tracker, slot));
                }
            } else {
                for (Map.Entry<String, Long> value : byValue.of(slot).entrySet()) {
                    json.writeNumberField(value.getKey(), value.getValue());
                }
            }
            json.writeEndObject();
        }
        if (series.slots().end(slot) > now.getEpochSecond()) {
            json.writeBooleanField("unfinished", true);
        }
        if (bands != null) {
            usual(json, bands, slot);
        }
        number(json, "lines", lines.count(0, slot));
    }

    private void usual(JsonGenerator json, Bands known, int slot) throws IOException {
        json.writeObjectFieldStart("usual");
        for (int tracker = 0; tracker < labels.size(); tracker++) {
            Band band = known.of(tracker, slot);
            if (band != null) {
                json.writeArrayFieldStart(series.trackers().get(tracker));
                json.writeNumber(band.low());
                json.writeNumber(band.high());
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, @Nullable Long count) throws IOException {
        if (count == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, count);
        }
    }

    private String time(long epochSecond) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochSecond(epochSecond).atZone(series.question().zone()));
    }
}
