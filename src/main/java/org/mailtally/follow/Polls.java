package org.mailtally.follow;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/**
 * What is done beside each poll: the lookout is kept, and where nothing had changed, the next change is not waited for until
 * the next poll. Thread-safe.
 */
public final class Polls extends DefaultPollingConsumerPollStrategy {

    private final Lookout lookout;
    private final PollThread thread;

    public Polls(Lookout lookout, PollThread thread) {
        this.lookout = lookout;
        this.thread = thread;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        lookout.begin();
        return super.begin(consumer, endpoint);
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        lookout.end();
        if (polledMessages == 0) {
            thread.rest();
        }
    }
}
