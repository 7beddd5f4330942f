package org.mailtally.topic;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/** A consumer of which is noted whether the brokers answer. As a Kafka consumer, it is for one thread. */
final class WatchedConsumer extends KafkaConsumer<Object, Object> {

    private final BrokerWatch watch;

    WatchedConsumer(Properties properties, BrokerWatch watch) {
        super(properties);
        this.watch = watch;
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration longest) {
        try {
            ConsumerRecords<Object, Object> records = super.poll(longest);
            watch.polled(received());
            return records;
        } catch (WakeupException | InterruptException ending) {
            throw ending;
        } catch (KafkaException fault) {
            watch.failed(fault);
            throw fault;
        }
    }

    private double received() {
        return metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("incoming-byte-total")
                        && metric.getKey().group().equals("consumer-metrics"))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .sum();
    }
}
