/**
 * Partitions of topics as logs: their records as lines, their offsets as positions.
 *
 * <p>Entry type: {@link org.mailtally.source.kafka.PartitionLog}. This room knows records and Kafka's clients; it knows no
 * file, no Camel, no Mongo and no tracker.
 *
 * <p>What a poll brought is read from memory. What lies before it and is still to be counted, for a tracker that is new, is
 * recounted or is behind, is read from the topic once more ({@link org.mailtally.source.kafka.History}). So what is counted
 * goes by the checkpoints alone, and never by what a consumer group committed.
 */
@NullMarked
package org.mailtally.source.kafka;

import org.jspecify.annotations.NullMarked;
