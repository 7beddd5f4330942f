package org.mailtally.source.kafka;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** How many records brought no line, since the start, and why. Thread-safe. */
public final class SkippedRecords {

    private final LongAdder empty = new LongAdder();
    private final LongAdder notJson = new LongAdder();
    private final LongAdder withoutField = new LongAdder();

    /** How many of a portion. */
    record Count(long empty, long notJson, long withoutField) {}

    void add(Count count) {
        empty.add(count.empty());
        notJson.add(count.notJson());
        withoutField.add(count.withoutField());
    }

    /** All of them, in one line; nothing where there are none. */
    public Optional<String> remark() {
        long all = empty.sum() + notJson.sum() + withoutField.sum();
        return all == 0
                ? Optional.empty()
                : Optional.of(
                        "records of Kafka without a line, passed over since the start: " + empty.sum() + " empty, "
                                + notJson.sum() + " that are no JSON, " + withoutField.sum()
                                + " without a text at kafka.message");
    }
}
