/**
 * The polls of topics: what a poll brought, partition by partition, what must be found in the store of each, and how far it is
 * committed to Kafka.
 *
 * <p>Entry type: {@link org.mailtally.topic.Topics}, which the route {@code track-kafka} calls. This room knows Camel's batches
 * of records, the store's documents and {@code source.kafka}; how lines are counted it leaves to the rooms that count.
 */
@NullMarked
package org.mailtally.topic;

import org.jspecify.annotations.NullMarked;
