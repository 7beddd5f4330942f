package org.mailtally.source.file;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mailtally.source.Block;
import org.mailtally.source.LineEnds;
import org.mailtally.source.SameHeads;
import org.mailtally.source.file.content.Content;
import org.mailtally.time.TimeState;
import org.mailtally.time.TimeWalk;
import org.mailtally.time.WrittenTime;
import org.mailtally.time.ZoneTimes;

/**
 * The votes of a log's last dated lines on the year of its first one. The log is walked through once from a guess, as if no
 * line named its year; each of the last lines then says by how many years it came out too early. Not thread-safe.
 *
 * <p>Of a large log that is not compressed only samples are looked at before its end: a year does not pass between two of
 * them, and where more than a month does they are taken closer together.
 */
final class YearVotes {

    private static final int VOTERS = 20;

    /** The bytes of a log's end that are walked through line by line, and of a log that is not large: 8 MiB. */
    private static final long WALKED_WHOLE = 1L << 23;

    private static final long STRIDE = 1L << 18;
    private static final int SAMPLE = 1 << 13;
    private static final double YEAR = 365.2425 * ZoneTimes.DAY;

    private final Content content;
    private final BlockReader reader;
    private final SameHeads heads = new SameHeads();
    private final ZoneTimes zone;
    private final long latest;
    private final Voter[] voters = new Voter[VOTERS];
    private int came;

    /** Lines of one minute: the time as it is written, and the one that the walk gave them. */
    private static final class Voter {
        private final WrittenTime written = new WrittenTime();
        private int year;
        private long walked;
        private int lines;
    }

    /**
     * @param zone the zone of times that name none
     * @param latest the epoch second that the last lines may not lie behind
     */
    YearVotes(Content content, ZoneTimes zone, long latest) {
        this.content = content;
        this.reader = new BlockReader(content);
        this.zone = zone;
        this.latest = latest;
        for (int voter = 0; voter < VOTERS; voter++) {
            voters[voter] = new Voter();
        }
    }

    /**
     * How many years later than the guess the first line is. Of as many votes for several, the latest has it.
     *
     * @param guess the epoch second of the first dated line's minute, in some year
     * @param size the bytes that the log has, as far as is known
     */
    int yearsLater(long guess, long size) throws IOException {
        TimeState state = TimeState.first(guess);
        long position = 0;
        long step = STRIDE;
        while (!content.isCompressed() && size - position > WALKED_WHOLE) {
            TimeState next = sample(state, position + step);
            boolean isNear = Math.abs(next.ordinary() - state.ordinary()) <= TimeWalk.MONTH;
            if (isNear || step == SAMPLE) {
                state = next;
                position += step;
                step = Math.min(STRIDE, step * 2);
            } else {
                step /= 2;
            }
        }
        walk(state, position == 0 ? 0 : lineStart(position));
        return winner();
    }

    /** Walks through some lines behind a place. */
    private TimeState sample(TimeState state, long position) throws IOException {
        byte[] bytes = new byte[SAMPLE];
        int read = content.read(lineStart(position), bytes, 0, bytes.length);
        TimeWalk walk = new TimeWalk(zone.zone(), state);
        take(bytes, LineEnds.last(bytes, 0, read) + 1, walk);
        return walk.state();
    }

    /** Where a line begins behind a place. */
    private long lineStart(long position) throws IOException {
        byte[] bytes = new byte[SAMPLE];
        int read = content.read(position, bytes, 0, bytes.length);
        return position + Math.min(read, LineEnds.next(bytes, 0, read) + 1);
    }

    /** Walks through all lines from a place on at which one begins. */
    private void walk(TimeState state, long from) throws IOException {
        TimeWalk walk = new TimeWalk(zone.zone(), state);
        Block block = new Block(new byte[BlockReader.BLOCK_BYTES]);
        long position = from;
        for (long next; (next = reader.fill(block, position, Long.MAX_VALUE)) > position; position = next) {
            take(block.bytes(), block.length(), walk);
        }
    }

    private void take(byte[] bytes, int length, TimeWalk walk) {
        heads.find(bytes, length);
        for (int group = 0; group < heads.count(); group++) {
            int start = heads.start(group);
            take(bytes, start, LineEnds.next(bytes, start, length), heads.dated(group), walk);
        }
        walk.silences().clear();
    }

    private void take(byte[] bytes, int start, int end, int lines, TimeWalk walk) {
        Voter voter = voters[came % VOTERS];
        WrittenTime written = voter.written;
        if (!written.parse(bytes, start, end)) {
            return;
        }
        voter.year = written.year;
        voter.lines = lines;
        written.year = WrittenTime.NO_YEAR;
        if (walk.take(written)) {
            voter.walked = walk.state().last();
            came++;
        }
    }

    private int winner() {
        SortedMap<Integer, Integer> votes = new TreeMap<>(Collections.reverseOrder());
        int lines = 0;
        for (int last = came - 1; last >= Math.max(0, came - VOTERS) && lines < VOTERS; last--) {
            Voter voter = voters[last % VOTERS];
            voter.written.year = voter.year;
            long time = zone.latestUpTo(latest, zone.year(latest), voter.written);
            if (time != ZoneTimes.NO_INSTANT) {
                int counted = Math.min(voter.lines, VOTERS - lines);
                votes.merge((int) Math.round((time - voter.walked) / YEAR), counted, Integer::sum);
                lines += counted;
            }
        }
        int winner = 0;
        int most = 0;
        for (var vote : votes.entrySet()) {
            if (vote.getValue() > most) {
                winner = vote.getKey();
                most = vote.getValue();
            }
        }
        return winner;
    }
}
