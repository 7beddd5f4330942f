package org.mailtally.source.kafka;

import java.io.IOException;
import java.util.function.Consumer;

/** The records of a partition that a topic still keeps. */
public interface History {

    /**
     * The offset of the earliest record that is kept.
     *
     * @throws IOException where the brokers cannot be reached
     */
    long earliest() throws IOException;

    /**
     * Gives the records of the offsets {@code [from, to)} in their order.
     *
     * @throws IOException where the brokers cannot be reached, or where records were deleted meanwhile
     */
    void read(long from, long to, Consumer<PartitionRecord> taker) throws IOException;
}
