package org.mailtally.source.kafka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.mailtally.source.LogId;

/**
 * A partition, by what never changes.
 *
 * @param cluster the cluster's id
 * @param topicId the topic's id, which one that is made under the same name later does not have
 */
public record PartitionName(String cluster, String topicId, String topic, int partition) {

    private static final int KEPT_BYTES = 16;

    /** The log that it is: the same for all processes. */
    LogId id() {
        String name = "kafka\0" + cluster + "\0" + topicId + "\0" + topic + "\0" + partition;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return new LogId(HexFormat.of().formatHex(hash, 0, KEPT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "kafka:" + topic + "/" + partition;
    }
}
