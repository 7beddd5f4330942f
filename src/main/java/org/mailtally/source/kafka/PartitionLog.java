package org.mailtally.source.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Log;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.time.RecordWalk;
import org.mailtally.time.TimeState;

/**
 * A partition for one poll: the records that the poll brought, and behind them those that the topic still keeps. A position
 * is the offset behind the last record that is counted.
 */
public final class PartitionLog implements Log {

    /** The records that are counted and stored in one go, where they are read once more. */
    private static final long MOST_RECORDS = 200_000;

    private final PartitionName name;
    private final List<PartitionRecord> records;
    private final History history;
    private final RecordText text;
    private final SkippedRecords skipped;
    private final ZoneRules zone;
    private @Nullable Place start;

    /**
     * @param records what the poll brought: at least one, in the order of their offsets, without one left out that the topic
     *     keeps
     * @param zone the zone of times that name none
     */
    public PartitionLog(
            PartitionName name,
            List<PartitionRecord> records,
            History history,
            RecordText text,
            SkippedRecords skipped,
            ZoneRules zone) {
        this.name = name;
        this.records = List.copyOf(records);
        this.history = history;
        this.text = text;
        this.skipped = skipped;
        this.zone = zone;
    }

    List<PartitionRecord> records() {
        return records;
    }

    History history() {
        return history;
    }

    /** The first offset that the poll brought. */
    public long firstInMemory() {
        return records.get(0).offset();
    }

    /** When the first record that the poll brought was written, in epoch seconds. */
    public long firstTime() {
        return records.get(0).time();
    }

    /** The offset behind the last one that the poll brought. */
    public long end() {
        return records.get(records.size() - 1).offset() + 1;
    }

    RecordText.Reader texts() {
        return text.new Reader();
    }

    void skipped(SkippedRecords.Count count) {
        skipped.add(count);
    }

    RecordWalk walkFrom(Place place) {
        return new RecordWalk(zone, place.state());
    }

    @Override
    public String name() {
        return name.toString();
    }

    @Override
    public LogId id() {
        return name.id();
    }

    @Override
    public boolean isSettled() {
        return true;
    }

    /** The earliest record that the topic keeps. */
    @Override
    public Place start() {
        Place known = start;
        if (known == null) {
            try {
                known = new Place(Math.min(history.earliest(), firstInMemory()), TimeState.UNKNOWN, "", 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            start = known;
        }
        return known;
    }

    /** The portion from a place on; of what must be read once more, a recount takes all in one. */
    @Override
    public @Nullable Portion portion(Place from, long most) throws IOException {
        if (from.position() >= end()) {
            return null;
        }
        boolean isRecount = most == Long.MAX_VALUE;
        boolean isInMemory = from.position() >= firstInMemory();
        long first = isInMemory ? from.position() : Math.max(from.position(), history.earliest());
        long last = isInMemory || isRecount ? end() : Math.min(firstInMemory(), first + MOST_RECORDS);
        long to = isRecount ? last : Math.min(last, from.position() + most);
        return new PartitionPortion(this, from, Math.min(first, to), to);
    }
}
