package org.mailtally.workbench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Block;
import org.mailtally.tally.Step;

/** What a trial has found so far. Its pieces come the newest first, log by log. Not thread-safe. */
final class Findings implements Backwards.Pieces {

    private static final int WINDOWS_A_DAY = 288;
    private static final int WINDOWS_AN_HOUR = 12;

    /** The nanoseconds over which the speed is measured at least, so that a short sample is gone through again. */
    private static final long MEASURED_NANOS = 40_000_000;

    private static final int LEAST_MEASURED_BYTES = 1 << 17;

    private static final int MOST_TIMES = 50;

    private final LinePattern pattern;
    private final LineMatcher matcher;
    private final NewestLines newest;
    private final GroupValues groups;
    private final LongSupplier ticker;
    private final long running;
    private final Map<Long, long[]> windows = new HashMap<>();
    private long undecided;
    private long searchedLines;
    private long searchedNanos;
    private long coveredFrom = Long.MIN_VALUE;
    private long earliestOfPiece = Long.MAX_VALUE;

    Findings(LinePattern pattern, Instant now, LongSupplier ticker) {
        this.pattern = pattern;
        this.matcher = pattern.matcher();
        this.newest = new NewestLines(pattern);
        this.groups = new GroupValues(pattern.marks());
        this.ticker = ticker;
        this.running = Step.WINDOW.startOf(now.getEpochSecond());
    }

    @Override
    public void begin() {
        earliestOfPiece = Long.MAX_VALUE;
    }

    @Override
    public void take(Block block) {
        search(block);
        int match = 0;
        for (int run = 0; run < block.runs(); run++) {
            long window = block.runWindow(run);
            earliestOfPiece = Math.min(earliestOfPiece, window);
            long[] counts = windows.computeIfAbsent(window, start -> new long[2]);
            counts[0] += block.runLines(run);
            for (; match < matcher.count() && matcher.lineStart(match) < block.runEnd(run); match++) {
                counts[1]++;
                if (isOfTheLastHour(window)) {
                    groups.add(block, matcher.lineStart(match));
                }
            }
        }
        newest.add(block, matcher);
    }

    private void search(Block block) {
        long lines = 0;
        for (int run = 0; run < block.runs(); run++) {
            lines += block.runLines(run);
        }
        long undecidedBefore;
        int times = 0;
        do {
            undecidedBefore = matcher.undecided();
            long before = ticker.getAsLong();
            matcher.search(block.bytes(), block.length());
            searchedNanos += Math.max(1, ticker.getAsLong() - before);
            searchedLines += lines;
            times++;
        } while (block.length() >= LEAST_MEASURED_BYTES && searchedNanos < MEASURED_NANOS && times < MOST_TIMES);
        undecided += matcher.undecided() - undecidedBefore;
    }

    @Override
    public void end() {
        newest.end();
    }

    /** Whether the last piece reached back to lines that are too old to be shown. */
    @Override
    public boolean isEnough() {
        return earliestOfPiece < dayStart();
    }

    @Override
    public void cutOff() {
        if (earliestOfPiece != Long.MAX_VALUE) {
            coveredFrom = Math.max(coveredFrom, earliestOfPiece + Step.WINDOW.seconds());
        }
    }

    /** A log was not looked at at all; its lines end at a time. */
    void unread(Instant end) {
        coveredFrom = Math.max(coveredFrom, end.getEpochSecond());
    }

    private long dayStart() {
        return running - WINDOWS_A_DAY * Step.WINDOW.seconds();
    }

    private boolean isOfTheLastHour(long window) {
        return window < running && window >= running - WINDOWS_AN_HOUR * Step.WINDOW.seconds();
    }

    Trial trial() {
        long first = windows.keySet().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        long covered = Math.max(first, coveredFrom);
        @Nullable Long[] day = new Long[WINDOWS_A_DAY + 1];
        Arrays.setAll(day, i -> {
            long start = dayStart() + i * Step.WINDOW.seconds();
            return start < covered ? null : (Long) windows.getOrDefault(start, new long[2])[1];
        });
        long[] hour = new long[2];
        long[] all = new long[2];
        windows.forEach((window, counts) -> {
            add(all, counts);
            if (isOfTheLastHour(window)) {
                add(hour, counts);
            }
        });
        List<@Nullable Long> shown = new ArrayList<>(Arrays.asList(day));
        return new Trial(
                new Trial.Sum(hour[0], hour[1]),
                new Trial.Sum(all[0], all[1]),
                undecided,
                searchedLines == 0 ? 0 : searchedLines * 1e9 / searchedNanos,
                pattern.literals(),
                Instant.ofEpochSecond(dayStart()),
                shown,
                newest.lines(),
                groups.groups());
    }

    private static void add(long[] sum, long[] counts) {
        sum[0] += counts[0];
        sum[1] += counts[1];
    }
}
