package org.mailtally.workbench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Block;
import org.mailtally.source.Portion;
import org.mailtally.source.file.OpenLog;

/** The search for the newest lines that match, from the ends of logs towards their starts. Not thread-safe. */
public final class NewestMatches {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final LineMatcher matcher;
    private final NewestLines newest;
    private final int most;
    private final Budget budget = new Budget(Long.MAX_VALUE, System::nanoTime, LONGEST);

    /** @param most how many lines are enough, up to {@link NewestLines#MOST} */
    public NewestMatches(LinePattern pattern, int most) {
        this.matcher = pattern.matcher();
        this.newest = new NewestLines(pattern);
        this.most = most;
    }

    /** Looks at a log, as long as there are not enough; no more than two seconds for all of them. */
    public void look(OpenLog log) throws IOException {
        Backwards backwards = new Backwards(log, budget);
        if (log.isCompressed()) {
            backwards.readWhole(new Pieces());
        } else {
            backwards.read(new Pieces());
        }
    }

    /** What was found, the newest first. */
    public List<ShownLine> lines() {
        List<ShownLine> matches = newest.lines().stream()
                .filter(line -> line.matched() == ShownLine.Matched.MATCH)
                .toList();
        return matches.subList(0, Math.min(most, matches.size()));
    }

    private final class Pieces implements Backwards.Pieces, Portion.Blocks {
        @Override
        public void begin() {}

        @Override
        public void take(Block block) {
            matcher.search(block.bytes(), block.length());
            newest.add(block, matcher);
        }

        @Override
        public void end() {
            newest.end();
        }

        @Override
        public boolean isEnough() {
            return lines().size() >= most;
        }

        @Override
        public void cutOff() {}
    }
}
