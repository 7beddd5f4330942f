package org.mailtally;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Block;
import org.mailtally.source.Log;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.Processors;
import org.mailtally.time.TimeWalk;

/** A log whose lines lie in memory: all that a source must be, and no more. Not thread-safe. */
final class MemoryLog implements Log {

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final Instant since;

    /** @param since the time of its first line */
    MemoryLog(Instant since) {
        this.since = since;
    }

    void append(String line) {
        lines.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public LogId id() {
        return new LogId("00000000000000000000000000000001");
    }

    @Override
    public boolean isSettled() {
        return true;
    }

    @Override
    public Place start() {
        return Place.start(since.getEpochSecond());
    }

    @Override
    public @Nullable Portion portion(Place from, long most) {
        return from.position() < lines.size() ? new Lines(from) : null;
    }

    /** All lines from a place on. */
    private final class Lines extends Portion {

        private final byte[] bytes = lines.toByteArray();

        Lines(Place start) {
            super(start);
        }

        @Override
        public LogId log() {
            return id();
        }

        @Override
        public long longLines() {
            return 0;
        }

        @Override
        public void counted() {}

        @Override
        public void read(Work work, Processors processors) {
            int from = (int) start().position();
            Block block = new Block(Arrays.copyOfRange(bytes, from, bytes.length));
            block.take(from, bytes.length - from);
            block.give(bytes.length - from);
            TimeWalk walk = new TimeWalk(ZoneOffset.UTC.getRules(), start().state());
            Worker worker = work.worker();
            worker.search(block);
            block.walk(walk);
            worker.add(block);
            walk.silences().giveTo(work::silent);
            endsAt(new Place(bytes.length, walk.state(), "", 0));
        }
    }
}
