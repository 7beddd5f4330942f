package org.mailtally.store.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;

/** What the commands of those who have logged in are answered with. Thread-safe. */
public interface Answers {

    /** Does a command and gives the reply. */
    Document answer(Channel channel, String database, Document command, Execution execution);

    /** Whether a command is answered without the store, as {@code hello}. */
    boolean isGreeting(String name);

    /** A connection has ended. */
    void closed(Channel channel);
}
