package org.mailtally.topic;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.kafka.PartitionRecord;

/** What a poll brought of one partition. For one thread. */
public final class PartitionPoll {

    private final String topic;
    private final int partition;
    private final List<PartitionRecord> records = new ArrayList<>();
    private @Nullable KafkaManualCommit commit;
    private boolean stored;

    PartitionPoll(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
    }

    /**
     * Takes the next record. Where it does not follow the one before, another member of the group may have read what lies
     * between, or nobody: then those before it are let go of, to be read from the topic as far as they are not counted.
     */
    void take(Exchange read) {
        Message message = read.getMessage();
        long offset = header(message, KafkaConstants.OFFSET);
        byte[] value = message.getBody() instanceof byte[] bytes ? bytes : new byte[0];
        if (!records.isEmpty() && records.get(records.size() - 1).offset() + 1 != offset) {
            records.clear();
        }
        records.add(
                new PartitionRecord(offset, Math.floorDiv(header(message, KafkaConstants.TIMESTAMP), 1_000), value));
        commit = message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
    }

    private static long header(Message message, String name) {
        Long value = message.getHeader(name, Long.class);
        return value == null ? -1 : value;
    }

    String topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    List<PartitionRecord> records() {
        return records;
    }

    /** Whether its records are still to be counted and stored. */
    public boolean isOpen() {
        return !stored;
    }

    void stored() {
        stored = true;
    }

    /** Commits it, where it is stored. */
    void commit() {
        if (stored && commit != null) {
            commit.commit();
        }
    }
}
