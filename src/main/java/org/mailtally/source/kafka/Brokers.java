package org.mailtally.source.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.ChangedLogException;

/** What is requested of the brokers beside the polls: names of topics, and records once more. Thread-safe. */
public final class Brokers implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Properties access;
    private final Map<String, String> topicIds = new HashMap<>();
    private @Nullable String cluster;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /** @param access how the brokers are reached: settings of Kafka's clients */
    public Brokers(Properties access) {
        this.access = access;
    }

    /** Settings of Kafka's clients, with those by which these brokers are reached. */
    public Properties with(Properties others) {
        Properties all = new Properties();
        all.putAll(others);
        all.putAll(access);
        return all;
    }

    /**
     * The partition of a number.
     *
     * @param isNew whether the topic may be another one than before
     * @throws IOException where the brokers do not say
     */
    public synchronized PartitionName name(String topic, int partition, boolean isNew) throws IOException {
        if (isNew) {
            topicIds.remove(topic);
        }
        String knownCluster = cluster;
        String knownTopic = topicIds.get(topic);
        if (knownCluster == null || knownTopic == null) {
            try (Admin admin = Admin.create(access)) {
                long seconds = LONGEST_WAIT.toSeconds();
                knownCluster = admin.describeCluster().clusterId().get(seconds, TimeUnit.SECONDS);
                knownTopic = admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(seconds, TimeUnit.SECONDS)
                        .values()
                        .iterator()
                        .next()
                        .topicId()
                        .toString();
            } catch (ExecutionException | TimeoutException | KafkaException e) {
                throw new IOException("topic " + topic + " can't be described: " + reason(e), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            cluster = knownCluster;
            topicIds.put(topic, knownTopic);
        }
        return new PartitionName(knownCluster, knownTopic, topic, partition);
    }

    private static String reason(Exception fault) {
        Throwable cause = fault instanceof ExecutionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** What the topic still keeps of a partition. */
    public History history(String topic, int partition) {
        TopicPartition read = new TopicPartition(topic, partition);
        return new History() {
            @Override
            public long earliest() throws IOException {
                return Brokers.this.earliest(read);
            }

            @Override
            public void read(long from, long to, Consumer<PartitionRecord> taker) throws IOException {
                Brokers.this.read(read, from, to, taker);
            }
        };
    }

    private synchronized long earliest(TopicPartition partition) throws IOException {
        try {
            return consumer().beginningOffsets(List.of(partition), LONGEST_WAIT).getOrDefault(partition, 0L);
        } catch (KafkaException e) {
            throw failed(partition, e);
        }
    }

    private synchronized void read(TopicPartition partition, long from, long to, Consumer<PartitionRecord> taker)
            throws IOException {
        try {
            KafkaConsumer<byte[], byte[]> reader = consumer();
            reader.assign(List.of(partition));
            reader.seek(partition, from);
            long position = from;
            long since = System.nanoTime();
            while (position < to) {
                for (ConsumerRecord<byte[], byte[]> each : reader.poll(POLL).records(partition)) {
                    if (each.offset() < to) {
                        taker.accept(of(each));
                    }
                }
                long reached = reader.position(partition, LONGEST_WAIT);
                if (reached > position) {
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > LONGEST_WAIT.toNanos()) {
                    throw new IOException(partition + " gives no records from offset " + position + " on");
                }
                position = reached;
            }
        } catch (OffsetOutOfRangeException e) {
            throw new ChangedLogException(partition + ": records from offset " + from + " on are deleted meanwhile");
        } catch (KafkaException e) {
            throw failed(partition, e);
        }
    }

    private static PartitionRecord of(ConsumerRecord<byte[], byte[]> read) {
        byte[] value = read.value();
        return new PartitionRecord(
                read.offset(), Math.floorDiv(read.timestamp(), 1_000), value == null ? new byte[0] : value);
    }

    private IOException failed(TopicPartition partition, KafkaException fault) {
        close();
        return new IOException(partition + " can't be read: " + reason(fault), fault);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> known = consumer;
        if (known == null) {
            Properties own = new Properties();
            own.setProperty("auto.offset.reset", "none");
            own.setProperty("enable.auto.commit", "false");
            own.setProperty("isolation.level", "read_committed");
            own.setProperty("client.id", "mailtally-history");
            known = new KafkaConsumer<>(with(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        KafkaConsumer<byte[], byte[]> known = consumer;
        consumer = null;
        if (known != null) {
            known.close(Duration.ZERO);
        }
    }
}
