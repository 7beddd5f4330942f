package org.mailtally.time;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The windows that lines fall into, walked in different ways. */
public final class Walked {

    private Walked() {}

    /** The windows of lines of a log whose first dated line is of a minute, in one walk. */
    public static List<Instant> through(String zone, String firstMinute, String... lines) {
        return through(zone, Instant.parse(firstMinute).getEpochSecond(), List.of(lines));
    }

    public static List<Instant> through(String zone, long state, List<String> lines) {
        TimeWalk walk = new TimeWalk(ZoneId.of(zone).getRules(), TimeState.first(state));
        return lines.stream().map(line -> next(walk, line)).toList();
    }

    /** The same, with a walk of its own for each line, from the state at the line before: each head is parsed. */
    public static List<Instant> lineByLine(String zone, long state, List<String> lines) {
        List<Instant> windows = new ArrayList<>();
        TimeState at = TimeState.first(state);
        for (String line : lines) {
            TimeWalk walk = new TimeWalk(ZoneId.of(zone).getRules(), at);
            windows.add(next(walk, line));
            at = TimeState.parse(walk.state().text());
        }
        return windows;
    }

    public static List<Instant> windows(String... starts) {
        return Stream.of(starts).map(Instant::parse).toList();
    }

    private static Instant next(TimeWalk walk, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return Instant.ofEpochSecond(walk.next(bytes, 0, bytes.length));
    }
}
