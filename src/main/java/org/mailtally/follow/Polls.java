package org.mailtally.follow;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.mailtally.log.Sightings;

/**
 * What is done when the folder was looked at once: what went meanwhile is searched for, and where nothing had changed, the
 * next change is not waited for until the next poll. Thread-safe.
 */
public final class Polls extends DefaultPollingConsumerPollStrategy {

    private final Sightings sightings;
    private final PollThread thread;

    public Polls(Sightings sightings, PollThread thread) {
        this.sightings = sightings;
        this.thread = thread;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        sightings.look();
        if (polledMessages == 0) {
            thread.rest();
        }
    }
}
