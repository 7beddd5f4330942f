package org.mailtally.source.file;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.time.ZoneTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the files being followed: for the pages, never for counting. It begins empty at each start.
 * Thread-safe.
 */
public final class Following {

    private static final long NEVER_OPENED = -1;
    private static final int MOST_REMARKS = 8;
    private static final int STILL_WRITTEN_SECONDS = 10;
    private static final String GONE = "is gone";

    private final Clock clock;
    private final boolean logged;
    private final Map<String, FollowedLog> logs = new ConcurrentHashMap<>();
    private final Map<String, Long> openedAt = new ConcurrentHashMap<>();
    private final Map<String, Long> behind = new ConcurrentHashMap<>();
    private final AtomicLong polls = new AtomicLong();
    private final Map<String, Long> openedIn = new ConcurrentHashMap<>();
    private final Map<String, Long> readAsOf = new ConcurrentHashMap<>();
    private volatile @Nullable Set<String> live;
    private volatile Map<String, String> unreadable = Map.of();
    private volatile @Nullable String missing;
    private volatile boolean needsNone;
    private final List<String> remarks = new ArrayList<>();
    private final Map<LogId, UncountedYears> uncountedYears = new LinkedHashMap<>();

    /**
     * The lines of a log that name a year that does not count.
     *
     * @param to the byte up to which they are known: what is counted again adds none
     */
    private record UncountedYears(String name, long to, long lines) {

        String says() {
            String text = lines == 1
                    ? "%,d line of %s has a year outside %d to %d; it is counted at the time of the line before"
                    : "%,d lines of %s have a year outside %d to %d; they are counted at the time of the line before";
            return text.formatted(lines, name, ZoneTimes.FIRST_YEAR, ZoneTimes.LAST_YEAR);
        }
    }

    public Following(Clock clock) {
        this(clock, true);
    }

    private Following(Clock clock, boolean logged) {
        this.clock = clock;
        this.logged = logged;
    }

    /** One that logs nothing: for a command that says by itself what was wrong with its files. */
    public static Following unlogged(Clock clock) {
        return new Following(clock, false);
    }

    /** The followed files, the newest first. */
    public List<FollowedLog> logs() {
        return logs.values().stream()
                .sorted(Comparator.comparing(FollowedLog::modified).reversed().thenComparing(FollowedLog::name))
                .toList();
    }

    /** When the last new line of any log was read, by the reader's clock. */
    public Optional<Instant> lastLine() {
        return logs.values().stream()
                .map(FollowedLog::lastLine)
                .filter(time -> time != null)
                .max(Comparator.naturalOrder());
    }

    /** The logs that lines may be written to now, as the last look found them, the newest first. */
    public List<FollowedLog> live() {
        Set<String> names = live;
        Instant recent = clock.instant().minus(FollowedFolder.LIVE);
        return logs().stream()
                .filter(log -> names == null
                        ? LogName.isLive(log.name()) || log.modified().isAfter(recent)
                        : names.contains(log.name()))
                .toList();
    }

    /** Why there is no log that is written to, in one line; empty where there is one, or nobody has looked yet. */
    public Optional<String> missing() {
        return Optional.ofNullable(missing);
    }

    /** No log needs to be there as long as none ever was: lines come from elsewhere too. */
    public void needNone() {
        needsNone = true;
    }

    boolean hasLogsBelow(String folder) {
        return logs.keySet().stream().anyMatch(name -> name.startsWith(folder) && !name.equals(folder));
    }

    @Nullable
    FollowedLog log(String name) {
        return logs.get(name);
    }

    /**
     * Takes what a look into the folder found. What is there no more is forgotten; but where no log is left that is written to,
     * those that were are named.
     *
     * @param liveNames the files that lines may have been written to a short time ago
     * @param why why there is no log that is written to; null where there is one
     */
    void found(FolderLook look, List<String> liveNames, @Nullable String why) {
        missing = needsNone && logs.isEmpty() ? null : why;
        if (look.fault() != null) {
            return;
        }
        Set<String> there = new HashSet<>();
        for (FolderLook.Found file : look.files()) {
            there.add(file.name());
            logs.compute(file.name(), (name, known) -> seen(file, known));
        }
        Set<String> nowLive = new HashSet<>(liveNames);
        look.unreadable().forEach((name, fault) -> {
            there.add(name);
            fault(name, fault);
            if (name.endsWith("/")) {
                nowLive.add(name);
            }
        });
        Set<String> before = live;
        for (String name : Set.copyOf(logs.keySet())) {
            if (there.contains(name) || isBelowOneOf(look.unreadable().keySet(), name)) {
                continue;
            }
            if (why != null && before != null && before.contains(name)) {
                nowLive.add(name);
                logs.computeIfPresent(name, (key, log) -> log.faulty(GONE));
            } else {
                forget(name);
            }
        }
        live = Set.copyOf(nowLive);
        readableAgain(look.unreadable());
    }

    private FollowedLog seen(FolderLook.Found file, @Nullable FollowedLog known) {
        Instant modified = file.modified() == null ? clock.instant() : file.modified();
        if (known == null) {
            return new FollowedLog(file.name(), file.size(), LogName.isCompressed(file.name()), modified);
        }
        boolean isAnother = known.file() != null && !file.key().equals(known.file());
        if (isAnother) {
            lookAgain(file.name());
        }
        return GONE.equals(known.fault()) ? known.faulty(null) : known;
    }

    private static boolean isBelowOneOf(Set<String> names, String name) {
        return names.stream().anyMatch(folder -> folder.endsWith("/") && name.startsWith(folder));
    }

    private void readableAgain(Map<String, String> nowUnreadable) {
        unreadable.forEach((name, fault) -> {
            if (!nowUnreadable.containsKey(name)) {
                logs.computeIfPresent(name, (key, log) -> fault.equals(log.fault()) ? log.faulty(null) : log);
            }
        });
        unreadable = nowUnreadable;
    }

    private void forget(String name) {
        logs.remove(name);
        openedAt.remove(name);
        openedIn.remove(name);
        readAsOf.remove(name);
        behind.remove(name);
    }

    /** The trackers changed: every log is still to be counted by all of those that are active now. */
    public void countAgain() {
        openedAt.clear();
        logs.keySet().forEach(name -> behind.put(name, 0L));
    }

    /** The logs that not all active trackers have counted since {@link #countAgain}, each with how far all have. */
    public Map<String, Long> behind() {
        return Map.copyOf(behind);
    }

    void countedByAll(String name) {
        behind.remove(name);
    }

    /** All whole lines that a file held when it was opened are counted, so that nothing is wrong with it. */
    void readToEnd(String name) {
        countedByAll(name);
        logs.computeIfPresent(name, (key, known) -> known.faulty(null));
        ended(name);
    }

    /** Notes why a file cannot be read, in one line; logged once as long as it lasts. */
    public void fault(String name, String fault) {
        if (logged && !fault.equals(faultOf(name))) {
            log().warn("{} {}", name, fault);
        }
        logs.compute(name, (key, known) -> entry(key, known).faulty(fault));
    }

    /** Notes that a log was rewritten in place, and is recounted. */
    void rewritten(String name, int times) {
        String remark = name + " was rewritten in place (a backup put back, or a crash of the host): it is recounted, "
                + "and windows whose lines are gone keep their counts";
        log().warn("{} (rewriting {})", remark, times);
        synchronized (remarks) {
            remarks.remove(remark);
            remarks.add(remark);
            if (remarks.size() > MOST_REMARKS) {
                remarks.remove(0);
            }
        }
    }

    /** What became of logs since the start that an operator should know, the newest last. */
    public List<String> remarks() {
        synchronized (remarks) {
            return Stream.concat(
                            remarks.stream(), uncountedYears.values().stream().map(UncountedYears::says))
                    .toList();
        }
    }

    /** Notes that lines of a log, from a byte up to another one, name a year that does not count. */
    void uncountedYears(String name, LogId log, long from, long to, long lines) {
        synchronized (remarks) {
            UncountedYears known = uncountedYears.getOrDefault(log, new UncountedYears(name, 0, 0));
            boolean isNew = from >= known.to() && (known.lines() > 0 || uncountedYears.size() < MOST_REMARKS);
            if (isNew) {
                uncountedYears.put(log, new UncountedYears(name, to, known.lines() + lines));
            }
        }
    }

    /** Notes that a compressed file has lost its end; while it may still be written to it is looked at again instead. */
    void cutShort(String name, long modified) {
        boolean mayBeWritten = clock.instant().getEpochSecond() - modified < STILL_WRITTEN_SECONDS;
        if (mayBeWritten) {
            lookAgain(name);
        } else {
            fault(
                    name,
                    "is cut short: what can be decompressed of it is counted; when the whole file is in its place, the"
                            + " rest is counted too");
        }
    }

    /** Has a file looked at again at the next poll, though it may not have changed. */
    void lookAgain(String name) {
        openedAt.remove(name);
    }

    /** The fault that was noted last for a file; null where there is none. */
    public @Nullable String faultOf(String name) {
        FollowedLog known = logs.get(name);
        return known == null ? null : known.fault();
    }

    /** The size in bytes at which a file was opened last; -1 where it never was, or must be looked at again. */
    public long sizeOf(String name) {
        return openedAt.getOrDefault(name, NEVER_OPENED);
    }

    /** Notes that a file was read to its end, as it was when it was opened. */
    public void ended(String name) {
        read(name, openedIn.getOrDefault(name, 0L));
    }

    /** Notes that a file is still as it was when it was read to its end. */
    public void unchanged(String name) {
        read(name, polls.get());
    }

    private void read(String name, long asOf) {
        readAsOf.merge(name, asOf, Math::max);
        logs.computeIfPresent(name, (key, known) -> known.read(clock.instant()));
    }

    /** A poll begins, of which {@link #isRead} speaks from now on. */
    void pollBegins() {
        polls.incrementAndGet();
    }

    /** Whether all that a file held when the poll began is read. */
    boolean isRead(String name) {
        return readAsOf.getOrDefault(name, 0L) == polls.get();
    }

    void opened(String name, BasicFileAttributes attributes, boolean compressed) {
        Instant modified = attributes.lastModifiedTime().toInstant();
        openedAt.put(name, attributes.size());
        openedIn.put(name, polls.get());
        Object file = attributes.fileKey() == null ? name : attributes.fileKey();
        logs.compute(name, (key, known) -> entry(key, known).grown(file, attributes.size(), compressed, modified));
    }

    /**
     * What tells of a file's reading where that takes long.
     *
     * @param size how many bytes there are to be read; -1 where that is not known before
     */
    LongReading reading(String name, long size) {
        return new LongReading(name, size, clock, this::tell);
    }

    private void tell(String what) {
        if (logged) {
            log().info(what);
        }
    }

    void counted(String name, LogId log, Place furthest, long least) {
        behind.computeIfPresent(name, (key, before) -> least);
        logs.compute(name, (key, known) -> entry(key, known).counted(log, furthest, clock.instant()));
    }

    /** The logger, requested when there is something to log: a short command is done before logging has started. */
    private static Logger log() {
        return LoggerFactory.getLogger(Following.class);
    }

    private static FollowedLog entry(String name, @Nullable FollowedLog known) {
        return known == null ? new FollowedLog(name, 0, false, Instant.EPOCH) : known;
    }
}
