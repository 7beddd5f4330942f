package org.mailtally.follow;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.mailtally.log.Sightings;

/** What is done when the folder was looked at once: what went meanwhile is searched for. Thread-safe. */
public final class Polls extends DefaultPollingConsumerPollStrategy {

    private final Sightings sightings;

    public Polls(Sightings sightings) {
        this.sightings = sightings;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        sightings.look();
    }
}
