package org.mailtally.store.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the commands of those who have logged in are answered with. Thread-safe. */
public interface Answers {

    /**
     * A command that was read from its bytes.
     *
     * @param fields the command, as far as it was decoded
     * @param work does it, and gives the reply as BSON
     */
    record Read(Document fields, Function<Execution, byte[]> work) {}

    /**
     * Reads a message whose bytes need not be decoded, and leaves it as it is.
     *
     * @param frame a whole message, not yet checked
     * @return null where it is to be decoded
     */
    @Nullable
    Read read(Channel channel, ByteBuf frame);

    /** Does a command and gives the reply. */
    Document answer(Channel channel, String database, Document command, Execution execution);

    /** Whether a command is answered without the store, as {@code hello}. */
    boolean isGreeting(String name);

    /** A connection has ended. */
    void closed(Channel channel);
}
