package org.mailtally.source.file;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.file.FolderLook.Found;

/**
 * The folder that is followed, looked at as each poll begins: whether all that was written to its live logs by then has been
 * read when the poll has ended.
 *
 * <p>Live is a log that may be written to now: one whose name no rotation has changed; one that was renamed and has no
 * successor yet, so that its writer may not have opened the next one; and one that was modified a short time ago, which may
 * hold lines of the newest windows. An archive that cannot be read is none of them. Thread-safe.
 */
public final class FollowedFolder {

    /** How long after it was modified a file may hold lines of a window that is being looked at: two windows. */
    static final Duration LIVE = Duration.ofMinutes(10);

    /** What a poll made of the live logs. */
    public enum Outcome {
        /** All that was there when it began is read. */
        READ,
        /** Something of it is still to be read. */
        BEHIND,
        /** Nobody can say: there is no live log, one cannot be read, or lines came that are not counted. */
        UNKNOWN
    }

    private final LogFiles files;
    private final Following following;
    private final Clock clock;
    private Instant begun = Instant.MAX;
    private FolderLook look = FolderLook.nothing("nobody has looked yet");
    private Set<Object> current = Set.of();
    private Map<Object, Long> sizes = Map.of();
    private List<Found> live = List.of();
    private Set<Object> settled = Set.of();

    public FollowedFolder(LogFiles files, Following following, Clock clock) {
        this.files = files;
        this.following = following;
        this.clock = clock;
    }

    /** A poll begins: whatever is in the logs now should be read when it has ended. */
    public synchronized void begin() {
        following.pollBegins();
        begun = clock.instant();
        look = FolderLook.at(files, following::hasLogsBelow);
        if (look.fault() == null) {
            List<Found> writtenTo = writtenTo();
            current = keys(writtenTo);
            live = look.files().stream()
                    .filter(file -> current.contains(file.key()) || isRecent(file))
                    .toList();
            sizes = new HashMap<>();
            look.files().forEach(file -> sizes.put(file.key(), file.size()));
        }
        following.found(look, live.stream().map(Found::name).toList(), missing());
    }

    /** Why no log is written to, in one line; null where one is. */
    private @Nullable String missing() {
        if (look.fault() != null || !current.isEmpty()) {
            return look.fault();
        }
        return look.files().isEmpty()
                ? "no file in " + files.folder() + " is named " + files.include()
                : "only archives are left in " + files.folder();
    }

    private boolean isRecent(Found file) {
        Instant modified = file.modified();
        return modified == null || modified.isAfter(begun.minus(LIVE));
    }

    /** The logs that lines may be written to, of each name one. */
    private List<Found> writtenTo() {
        List<Found> writtenTo = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Found file : look.files()) {
            if (LogName.isLive(file.name())) {
                writtenTo.add(file);
                names.add(file.name());
            }
        }
        Map<String, Found> renamed = new HashMap<>();
        for (Found file : look.files()) {
            String name = LogName.live(file.name());
            if (!names.contains(name) && (current.contains(file.key()) || hasGrown(file))) {
                renamed.merge(name, file, FollowedFolder::newer);
            }
        }
        writtenTo.addAll(renamed.values());
        return writtenTo;
    }

    /** Whether lines came since the last look to a file whose name always says that it is an older one. */
    private boolean hasGrown(Found file) {
        Long before = sizes.get(file.key());
        return before != null && file.size() > before && !LogName.isCompressed(file.name());
    }

    private static Found newer(Found one, Found other) {
        Instant first = one.modified() == null ? Instant.MAX : one.modified();
        Instant second = other.modified() == null ? Instant.MAX : other.modified();
        return second.isAfter(first) ? other : one;
    }

    private static Set<Object> keys(List<Found> files) {
        Set<Object> keys = new HashSet<>();
        files.forEach(file -> keys.add(file.key()));
        return keys;
    }

    /** The poll has ended. */
    public synchronized Outcome end() {
        if (look.fault() != null) {
            return Outcome.UNKNOWN;
        }
        Set<Object> before = settled;
        settled = new HashSet<>();
        Outcome outcome = current.isEmpty() || cannotBeRead() ? Outcome.UNKNOWN : Outcome.READ;
        for (Found file : live) {
            Outcome one = before.contains(file.state()) ? Outcome.READ : outcome(file);
            if (one != Outcome.BEHIND) {
                settled.add(file.state());
            }
            outcome = one.compareTo(outcome) > 0 ? one : outcome;
        }
        return outcome;
    }

    private boolean cannotBeRead() {
        return look.unreadable().keySet().stream().anyMatch(name -> name.endsWith("/"))
                || live.stream().anyMatch(file -> look.unreadable().containsKey(file.name()));
    }

    private boolean isThere(String name) {
        return look.files().stream().anyMatch(file -> file.name().equals(name));
    }

    /** What became of a file that was not as it is now when it was last known to be read. */
    private Outcome outcome(Found file) {
        FollowedLog log = following.log(file.name());
        boolean isOpened = log != null && file.key().equals(log.file());
        if (log == null || !isOpened || look.unreadable().containsKey(file.name())) {
            return Outcome.BEHIND;
        }
        boolean isGivenUp = log.fault() != null && following.sizeOf(file.name()) == file.size();
        if (isGivenUp) {
            boolean isInTheMaking = LogName.isCompressed(file.name()) && isThere(LogName.uncompressed(file.name()));
            return isInTheMaking ? Outcome.READ : Outcome.UNKNOWN;
        }
        return log.fault() == null && following.isRead(file.name()) ? Outcome.READ : Outcome.BEHIND;
    }
}
