package org.mailtally.source.kafka;

/**
 * A record of a partition.
 *
 * @param offset its offset
 * @param time when it was written, in epoch seconds, as its timestamp says
 * @param value what it holds; empty where it is null
 */
@SuppressWarnings("ArrayRecordComponent")
public record PartitionRecord(long offset, long time, byte[] value) {}
