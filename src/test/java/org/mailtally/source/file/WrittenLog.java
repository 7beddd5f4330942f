package org.mailtally.source.file;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.mailtally.time.TimeWalk;
import org.mailtally.time.WrittenForm;

/** A log whose lines were written at known times by a host of a zone. */
final class WrittenLog {

    /** The seconds up to which a line that comes after another one is distinguished from one an hour earlier by their order. */
    static final long TOLD_BY_ORDER = 55 * 60;

    private static final long HOUR = 3_600;

    private final List<String> lines = new ArrayList<>();
    private final List<Instant> clocks = new ArrayList<>();
    private final List<Instant> windows = new ArrayList<>();
    private final int firstDated;

    /**
     * A line.
     *
     * @param step the seconds after the latest line so far; less than 0 for one that comes late
     * @param instead what is written instead, without a time; empty for a line of the form
     */
    record Line(WrittenForm form, long step, String instead) {}

    WrittenLog(List<Line> written, Instant start, String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        Instant clock = start;
        Instant window = Instant.MIN;
        int dated = 0;
        for (Line line : written) {
            if (line.instead().isEmpty()) {
                Instant time = after(clock, line.step(), zone);
                clock = time.isAfter(clock) ? time : clock;
                window = Instant.ofEpochSecond(TimeWalk.windowOf(time.getEpochSecond()));
                dated = dated == 0 ? lines.size() + 1 : dated;
                lines.add(line.form().line(time, zone) + "\n");
            } else {
                lines.add(line.instead() + "\n");
            }
            clocks.add(clock);
            windows.add(window);
        }
        firstDated = dated;
        for (int line = 0; line < dated - 1; line++) {
            windows.set(line, windows.get(dated - 1));
        }
    }

    /** A time that the lines tell: none in the second pass of a repeated hour of whose first pass nothing was written. */
    private static Instant after(Instant clock, long step, ZoneId zone) {
        Instant time = clock.plusSeconds(step);
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        ZoneOffsetTransition turn = zone.getRules().getTransition(local);
        boolean secondPass = turn != null && turn.isOverlap() && !time.isBefore(turn.getInstant());
        return secondPass && step > TOLD_BY_ORDER ? time.plusSeconds(HOUR) : time;
    }

    int size() {
        return lines.size();
    }

    int linesUpToTheFirstDated() {
        return firstDated;
    }

    /** The host's clock when so many lines were written. */
    Instant timeAfter(int count) {
        return clocks.get(Math.min(count, lines.size()) - 1);
    }

    /** The start of the window of each line: an undated one has that of the line before, or of the first dated one. */
    List<Instant> windows() {
        return windows;
    }

    /** The first lines, as they are on disk. */
    byte[] bytes(int count) {
        return String.join("", lines.subList(0, Math.min(count, lines.size()))).getBytes(StandardCharsets.ISO_8859_1);
    }
}
