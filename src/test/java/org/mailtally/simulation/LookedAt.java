package org.mailtally.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one process looked at, by the truth: at each of its looks into the folder, whether every log that lines may be written
 * to was there and could be read, and whether all lines in it were counted when the look ended. It knows nothing of how the
 * process finds that out. A compressed file that is cut short and did not change since the look before has no newer lines.
 */
final class LookedAt {

    private static final long WINDOW_MILLIS = 300_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final long LEAST_STEP_MILLIS = 5_000;
    private static final long RECENT_MILLIS = 600_000;
    private static final String LIVE = "mail.log";

    private final MailFolder folder;
    private final SimulatedStore store;
    private final SimulatedClock clock;
    private final List<Look> looks = new ArrayList<>();
    private final Map<LogFile, Integer> lengths = new HashMap<>();
    private Set<LogFile> current = Set.of();
    private Set<String> cutShort = Set.of();
    private Map<Stream, Integer> toBeCounted = Map.of();
    private Moment begun;
    private boolean isReadable;

    /** Whether all could be read at a look, and all lines that were there then were counted when it ended. */
    private record Look(Moment when, boolean isReadable, boolean isCounted) {}

    LookedAt(MailFolder folder, SimulatedStore store, SimulatedClock clock) {
        this.folder = folder;
        this.store = store;
        this.clock = clock;
        this.begun = clock.now();
    }

    void begin() {
        begun = clock.now();
        toBeCounted = new HashMap<>();
        isReadable = !folder.isMissing();
        if (folder.isMissing()) {
            return;
        }
        current = current();
        lengths.clear();
        isReadable = !current.isEmpty();
        Set<String> cutShortBefore = cutShort;
        cutShort = new HashSet<>();
        for (LogFile file : folder.files().values()) {
            lengths.put(file, file.length());
            if (file.isCutShort()) {
                cutShort.add(file.key());
            }
            if (current.contains(file) || file.modified() > clock.millis() - RECENT_MILLIS) {
                isReadable &= !file.isUnreadable();
                if (!file.isCutShort() || !cutShortBefore.contains(file.key())) {
                    toBeCounted.merge(file.stream(), wholeLines(file), Math::max);
                }
            }
        }
        current = current.stream().filter(file -> !file.isUnreadable()).collect(Collectors.toSet());
    }

    /** The live log; where it is gone, what it was renamed to, if that was known to be the same file, or what else grows. */
    private Set<LogFile> current() {
        LogFile live = folder.files().get(LIVE);
        if (live != null) {
            return Set.of(live);
        }
        Set<LogFile> found = new HashSet<>();
        for (LogFile file : folder.files().values()) {
            boolean hasGrown = file.length() > lengths.getOrDefault(file, Integer.MAX_VALUE);
            if (current.contains(file) || hasGrown) {
                found.add(file);
            }
        }
        return found;
    }

    private static int wholeLines(LogFile file) {
        List<Integer> ends = file.stream().lineEnds(0);
        return ends.stream().filter(end -> end <= file.length()).reduce(0, Math::max);
    }

    void end() {
        boolean isCounted = toBeCounted.entrySet().stream().allMatch(each -> isCounted(each.getKey(), each.getValue()));
        looks.add(new Look(begun, isReadable, isCounted));
    }

    /** Of what was rewritten in place, and of what has no dated line, not all is to be counted. */
    private boolean isCounted(Stream stream, int length) {
        boolean isRewritten = stream.root() != stream || stream.countedBeforeRewriting() > 0;
        return isRewritten || stream.ids().isEmpty() || store.counted(stream.ids()) >= length;
    }

    /** Whether no line can have come to a window that this process did not see: it looked all the time. */
    boolean mayBeZero(long window) {
        Look from = null;
        Look last = null;
        for (Look look : looks) {
            if (!look.isReadable() || (last != null && isBreak(last, look))) {
                from = null;
            }
            if (look.isReadable() && look.isCounted()) {
                boolean isEarlyEnough = look.when().millis() <= window * 1_000;
                from = isEarlyEnough ? look : from;
                if (from != null && look.when().millis() >= window * 1_000 + WINDOW_MILLIS) {
                    return true;
                }
                last = look;
            }
        }
        return false;
    }

    private static boolean isBreak(Look last, Look look) {
        long passed = (look.when().tick() - last.when().tick()) / 1_000_000;
        long stepped = Math.abs(look.when().millis() - last.when().millis() - passed);
        return stepped > LEAST_STEP_MILLIS || (look.isCounted() && passed > LONGEST_PAUSE_MILLIS);
    }

    /**
     * Whether it looked all the time, and nothing could keep it from seeing all. A window that the clock was set back to began
     * twice: what came when it began first may have been missed.
     */
    boolean isWhole(long window) {
        Predicate<Look> isEarlyEnough = look -> look.when().millis() <= window * 1_000;
        return mayBeZero(window) && looks.stream().dropWhile(isEarlyEnough).noneMatch(isEarlyEnough);
    }
}
