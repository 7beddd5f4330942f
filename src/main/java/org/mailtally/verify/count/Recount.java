package org.mailtally.verify.count;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailtally.source.file.content.LogBytes;
import org.mailtally.tally.Step;
import org.mailtally.verify.logs.LogFolder;
import org.mailtally.verify.logs.LogLines;
import org.mailtally.verify.time.LineTimes;

/** The recounting of one log from one file, line by line. Not thread-safe. */
public final class Recount {

    private static final int LINES_A_REPORT = 20_000;

    private final StoredLog log;
    private final Span span;
    private final Progress progress;
    private RepeatedLines repeated = new RepeatedLines();
    private final Map<Definition, List<RowSeries>> judged = new HashMap<>();
    private final Map<Definition, Map<Step, ValueNames>> names = new HashMap<>();

    public Recount(StoredLog log, Span span, Progress progress) {
        this.log = log;
        this.span = span;
        this.progress = progress;
        for (RowSeries series : log.series()) {
            for (Definition judge : series.judges()) {
                List<RowSeries> ofTracker = judged.computeIfAbsent(judge, key -> new ArrayList<>());
                if (!series.isOfValue()) {
                    ofTracker.add(series);
                }
            }
        }
    }

    /**
     * Recounts the log from a file; true where it is read as far as it was counted, and still is what was counted.
     *
     * @param name what the file is called
     * @param first the minute of the log's first dated line, in epoch seconds
     */
    public boolean from(Path file, String name, long first) {
        log.series().forEach(RowSeries::reset);
        long needed = log.needed();
        try (LogLines lines = new LogLines(LogBytes.open(file))) {
            String fault = read(lines, needed, first, name);
            if (!fault.isEmpty()) {
                return isUnusable(name, fault);
            }
            boolean whole = lines.position() >= needed;
            log.recounted(
                    name,
                    lines.position(),
                    whole ? "" : "holds " + lines.position() + " of the " + needed + " bytes that were counted");
            return whole;
        } catch (IOException e) {
            return isUnusable(name, LogFolder.UNREADABLE + LogFolder.reason(e));
        }
    }

    private boolean isUnusable(String name, String fault) {
        log.series().forEach(RowSeries::reset);
        log.recounted(name, -1, fault);
        return false;
    }

    /** Reads the lines; why the file is not what was counted, or empty. */
    private String read(LogLines lines, long needed, long first, String name) throws IOException {
        names.clear();
        Map<ZoneId, LineTimes> times = new HashMap<>();
        judged.keySet().forEach(judge -> times.computeIfAbsent(judge.zone(), zone -> new LineTimes(zone, first)));
        Map<ZoneId, Long> minutes = new HashMap<>();
        Set<Checkpoint> checkpoints = new HashSet<>(log.checkpoints());
        checkpoints.removeIf(checkpoint -> checkpoint.position() == 0);
        repeated = new RepeatedLines();
        long count = 0;
        while (lines.position() < needed && lines.next()) {
            repeated.next(lines);
            times.forEach((zone, walk) -> minutes.put(zone, walk.next(lines.bytes(), lines.from(), lines.to())));
            judged.forEach((judge, series) -> judge(lines, judge, series, minutes.getOrDefault(judge.zone(), first)));
            checkpoints.removeIf(checkpoint -> checkpoint.position() == lines.position()
                    && checkpoint.hash().equals(lines.hashBefore()));
            if (++count % LINES_A_REPORT == 0) {
                progress.reading(name, lines.position());
            }
        }
        return checkpoints.stream()
                .filter(checkpoint -> checkpoint.position() <= lines.position())
                .findFirst()
                .map(checkpoint ->
                        "differs before byte " + checkpoint.position() + " from what was counted of this log")
                .orElse("");
    }

    private void judge(LogLines lines, Definition judge, List<RowSeries> series, long minute) {
        Definition.Matches matches = judge.matches(lines, repeated);
        for (RowSeries one : series) {
            Step step = one.step();
            long start = Math.floorDiv(minute, step.seconds()) * step.seconds();
            if (span.holds(step, start)) {
                one.line(judge, lines.start(), start, matches.times());
            }
        }
        LineValues values = judge.values();
        if (matches.times() > 0 && values != null) {
            judge(lines.start(), judge, values, matches, minute);
        }
    }

    /** Takes a line under its by-value, or among the others where that has no name of its own. */
    private void judge(long position, Definition judge, LineValues values, Definition.Matches matches, long minute) {
        for (Step step : Step.values()) {
            long start = Math.floorDiv(minute, step.seconds()) * step.seconds();
            if (span.holds(step, start)) {
                String name = names.computeIfAbsent(judge, key -> new EnumMap<>(Step.class))
                        .computeIfAbsent(step, key -> new ValueNames(values.limit()))
                        .of(start, matches.value());
                log.series(judge.tracker(), name, step).line(judge, position, start, matches.times());
            }
        }
    }
}
