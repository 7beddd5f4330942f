package org.mailtally.topic;

import java.io.IOException;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.KafkaException;
import org.mailtally.settle.Gaps;
import org.mailtally.source.kafka.Brokers;
import org.mailtally.source.kafka.PartitionLog;
import org.mailtally.source.kafka.PartitionName;
import org.mailtally.source.kafka.RecordText;
import org.mailtally.source.kafka.SkippedRecords;
import org.mailtally.store.Opening;
import org.mailtally.store.Openings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry to this room: opens the partitions of a poll, each as a log. Thread-safe. */
public final class Topics {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

    private final Brokers brokers;
    private final Openings openings;
    private final Gaps gaps;
    private final RecordText text;
    private final ZoneRules zone;
    private final SkippedRecords skipped = new SkippedRecords();
    private final Map<String, Long> reached = new ConcurrentHashMap<>();
    private final Map<String, String> faults = new ConcurrentHashMap<>();

    /**
     * @param text what a record holds
     * @param zone the zone of times that name none
     */
    public Topics(Brokers brokers, Openings openings, Gaps gaps, RecordText text, ZoneRules zone) {
        this.brokers = brokers;
        this.openings = openings;
        this.gaps = gaps;
        this.text = text;
        this.zone = zone;
    }

    /** What a poll brought, partition by partition. */
    public Collection<PartitionPoll> partitions(List<Exchange> read) {
        Map<String, PartitionPoll> polls = new LinkedHashMap<>();
        for (Exchange each : read) {
            String topic = each.getMessage().getHeader(KafkaConstants.TOPIC, "", String.class);
            int partition = each.getMessage().getHeader(KafkaConstants.PARTITION, 0, Integer.class);
            polls.computeIfAbsent(topic + "/" + partition, name -> new PartitionPoll(topic, partition))
                    .take(each);
        }
        return polls.values();
    }

    /**
     * Opens a partition: what the poll brought of it, and what the topic still keeps before that.
     *
     * @throws IOException where the brokers do not answer
     */
    public Opening open(PartitionPoll poll) throws IOException {
        long first = poll.records().get(0).offset();
        boolean isBack = first < reached.getOrDefault(key(poll), 0L);
        PartitionName name = brokers.name(poll.topic(), poll.partition(), isBack);
        PartitionLog log = new PartitionLog(
                name, poll.records(), brokers.history(poll.topic(), poll.partition()), text, skipped, zone);
        return openings.open(new OpenedPartition(log, gaps));
    }

    /** Notes that all of a poll is stored. */
    public void stored(PartitionPoll poll) {
        poll.stored();
        reached.put(key(poll), poll.records().get(poll.records().size() - 1).offset() + 1);
        faults.remove(key(poll));
    }

    /** Notes why a partition is not counted, for now. */
    public void failed(PartitionPoll poll, Exception fault) {
        if (fault instanceof IOException) {
            faults.put(key(poll), "kafka: " + fault.getMessage() + "; it is tried again");
        }
    }

    /** Commits what is stored, only so that the next start need not begin at the beginning. */
    public void commit(PartitionPoll poll) {
        try {
            poll.commit();
        } catch (KafkaException meanwhileAnothers) {
            LOG.debug("{} is another member's meanwhile", key(poll), meanwhileAnothers);
        }
    }

    private static String key(PartitionPoll poll) {
        return poll.topic() + "/" + poll.partition();
    }

    /** What operators should know, in one line each. */
    public Stream<String> remarks() {
        return Stream.concat(faults.values().stream().sorted(), skipped.remark().stream());
    }
}
