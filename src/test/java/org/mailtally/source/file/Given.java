package org.mailtally.source.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mailtally.source.Block;
import org.mailtally.source.LineEnds;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;

/** What the blocks of a log gave: its lines, each with its window, and where each block stood. */
final class Given implements Portion.Blocks {

    /** A line as it was given, its end included where it was not cut, at its offset, in its window. */
    record Line(long offset, Instant window, String text) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<Long> blocks = new ArrayList<>();
    private long longLines;

    /** Reads a log from a place to where it ends for now, in portions of at least so many bytes. */
    static Given of(OpenLog log, Place from, long most) throws IOException {
        Given given = new Given();
        given.readFrom(log, from, most);
        return given;
    }

    static Given of(OpenLog log) throws IOException {
        return of(log, log.start(), Long.MAX_VALUE);
    }

    private void readFrom(OpenLog log, Place from, long most) throws IOException {
        Place place = from;
        while (true) {
            Portion portion = log.portion(place, most);
            if (portion == null) {
                return;
            }
            portion.read(this);
            longLines += portion.longLines();
            if (portion.end().position() == place.position()) {
                return;
            }
            place = portion.end();
        }
    }

    List<Line> lines() {
        return lines;
    }

    List<String> texts() {
        return lines.stream().map(Line::text).toList();
    }

    /** The offsets of the blocks. */
    List<Long> blocks() {
        return blocks;
    }

    long longLines() {
        return longLines;
    }

    Line last() {
        return lines.get(lines.size() - 1);
    }

    @Override
    public void take(Block block) {
        blocks.add(block.offset());
        for (int run = 0; run < block.runs(); run++) {
            Instant window = Instant.ofEpochSecond(block.runWindow(run));
            int before = lines.size();
            for (int start = block.runStart(run); start < block.runEnd(run); ) {
                int end = Math.min(LineEnds.next(block.bytes(), start, block.runEnd(run)) + 1, block.runEnd(run));
                lines.add(new Line(block.offset() + start, window, text(block, start, end)));
                start = end;
            }
            if (lines.size() - before != block.runLines(run)) {
                throw new AssertionError("a run of " + block.runLines(run) + " lines gave " + (lines.size() - before));
            }
        }
    }

    private static String text(Block block, int start, int end) {
        return new String(block.bytes(), start, end - start, StandardCharsets.ISO_8859_1);
    }
}
