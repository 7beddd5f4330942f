package org.mailtally.topic;

import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.mailtally.source.kafka.Brokers;

/** What makes Camel's clients of Kafka, by the settings that all are made by: so no password stands in a route. */
public final class KafkaClients extends DefaultKafkaClientFactory {

    private final Brokers brokers;

    public KafkaClients(Brokers brokers) {
        this.brokers = brokers;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Consumer getConsumer(Properties properties) {
        return super.getConsumer(brokers.with(properties));
    }
}
