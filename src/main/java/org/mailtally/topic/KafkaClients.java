package org.mailtally.topic;

import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.mailtally.source.kafka.Brokers;

/** What makes Camel's clients of Kafka, by the settings that all are made by: so no password stands in a route. */
public final class KafkaClients extends DefaultKafkaClientFactory {

    private final Brokers brokers;
    private final BrokerWatch watch;

    /** @param addresses kafka.brokers */
    public KafkaClients(Brokers brokers, String addresses, Clock clock) {
        this.brokers = brokers;
        this.watch = new BrokerWatch(addresses, clock);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Consumer getConsumer(Properties properties) {
        try {
            return new WatchedConsumer(brokers.with(properties), watch);
        } catch (KafkaException fault) {
            watch.failed(fault.getCause() instanceof Exception cause ? cause : fault);
            throw fault;
        }
    }

    /** Why no records come, with the remedy, in one line; empty as long as they may. */
    public Optional<String> remark() {
        return watch.remark();
    }
}
