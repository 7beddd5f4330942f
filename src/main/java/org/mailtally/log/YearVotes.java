package org.mailtally.log;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The votes of a log's last dated lines on the year of its first one. The log is walked through once from a guess, as if no
 * line named its year; each of the last lines then says by how many years it came out too early. Not thread-safe.
 */
final class YearVotes {

    private static final int VOTERS = 20;
    private static final double YEAR = 365.2425 * ZoneTimes.DAY;

    private final BlockReader reader;
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
     */
    int yearsLater(long guess) throws IOException {
        TimeWalk walk = new TimeWalk(zone.zone(), TimeState.first(guess));
        Block block = new Block(new byte[BlockReader.BLOCK_BYTES]);
        SameHeads heads = new SameHeads();
        long position = 0;
        for (long next; (next = reader.fill(block, position, Long.MAX_VALUE)) > position; position = next) {
            heads.find(block.bytes(), block.length());
            for (int group = 0; group < heads.count(); group++) {
                take(block, heads.start(group), heads.dated(group), walk);
            }
            walk.silences().clear();
        }
        return winner();
    }

    private void take(Block block, int start, int lines, TimeWalk walk) {
        Voter voter = voters[came % VOTERS];
        WrittenTime written = voter.written;
        if (!written.parse(block.bytes(), start, LineEnds.next(block.bytes(), start, block.length()))) {
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
