package org.mailtally.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the logs that are written to were seen last, and what went before its end was read.
 *
 * <p>After each poll the files are looked at. One that is shorter, another one or gone is searched for in all files of the
 * folder. Renamed or compressed, it is whole. Cut in place after a copy was made, lines may have come between the copy's end
 * and the cut: that is possible where it had grown since it was read. In no file any more, its end may not have been
 * reached.
 *
 * <p>It begins empty at each start: how long a log was that is in no file then, nobody knows. Thread-safe.
 */
public final class Sightings {

    private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);
    private static final Duration LIVE = Duration.ofMinutes(10);

    private final LogFiles files;
    private final Siblings siblings;
    private final Clock clock;
    private final LongSupplier ticker;
    private final Map<Path, Sighting> sightings = new HashMap<>();
    private final List<Lost> lost = new ArrayList<>();
    private final List<PossibleGap> found = new ArrayList<>();

    /**
     * A file as it was seen.
     *
     * @param identity what tells it from another file under the same name
     * @param size its size when it was read
     * @param seenSize its size when it was seen last
     * @param mark the mark up to which its beginning makes the log's id
     * @param place how far it was counted
     * @param read the tick at which it was read last
     * @param seen the tick at which it was seen last
     */
    private record Sighting(
            Path path,
            FileIdentity identity,
            long size,
            long seenSize,
            LogId log,
            int mark,
            Place place,
            long read,
            long seen) {

        Sighting again(long newSize, long tick) {
            return new Sighting(path, identity, size, newSize, log, mark, place, read, tick);
        }

        /** The tick up to which all that was there had been read. */
        long wholeAt() {
            return seenSize > size ? read : seen;
        }
    }

    /** A log that is no longer in the file where it was seen; tick: when that was found. */
    private record Lost(Sighting last, long tick) {}

    /** @param ticker nanoseconds that only go forward, as {@link System#nanoTime} */
    public Sightings(LogFiles files, String source, Clock clock, LongSupplier ticker) {
        this.files = files;
        this.siblings = new Siblings(files, source);
        this.clock = clock;
        this.ticker = ticker;
    }

    /** A plain file was opened, and is known to be that log, counted up to a place. */
    synchronized void seen(Path path, FileIdentity identity, long size, LogId log, int mark, Place place) {
        long tick = ticker.getAsLong();
        Sighting now = new Sighting(path, identity, size, size, log, mark, place, tick, tick);
        Sighting before = sightings.put(path, now);
        if (before != null && !before.log().equals(log)) {
            lost.add(new Lost(before, tick));
        }
    }

    /** A poll has ended: looks at the files that were seen before, and searches for what they held. */
    public synchronized void look() {
        if (!Files.isReadable(files.folder())) {
            return;
        }
        long tick = ticker.getAsLong();
        for (Sighting sighting : List.copyOf(sightings.values())) {
            BasicFileAttributes now = attributes(sighting.path());
            if (now == null || !sighting.identity().isStill(now) || now.size() < sighting.seenSize()) {
                sightings.remove(sighting.path());
                lost.add(new Lost(sighting, tick));
            } else if (isAtRest(sighting, now)) {
                sightings.remove(sighting.path());
            } else {
                sightings.put(sighting.path(), sighting.again(now.size(), tick));
            }
        }
        lost.removeIf(this::isExplained);
    }

    private boolean isAtRest(Sighting sighting, BasicFileAttributes now) {
        boolean isOld =
                now.lastModifiedTime().toInstant().isBefore(clock.instant().minus(LIVE));
        return isOld && now.size() == sighting.size() && sighting.place().position() == sighting.size();
    }

    /** Finds out what became of a log; false where files are being renamed, so that it must be looked at again. */
    private boolean isExplained(Lost each) {
        Sighting last = each.last();
        try {
            Path now = siblings.fitting(
                    last.log(),
                    last.mark(),
                    last.place().position(),
                    last.place().hash());
            if (now == null) {
                report(each, "is in no file any more");
            } else if (isCutInPlace(last)
                    && reaches(now, Math.max(last.size(), last.place().position()))) {
                report(each, "was cut after it was copied, while it was written to");
            }
            return true;
        } catch (IOException lookAgain) {
            return false;
        }
    }

    private static boolean isCutInPlace(Sighting last) {
        BasicFileAttributes now = attributes(last.path());
        return now != null && now.fileKey() != null && last.identity().isStill(now);
    }

    private static boolean reaches(Path path, long position) throws IOException {
        try (Content content = Contents.open(path)) {
            return content.read(position, new byte[1], 0, 1) > 0;
        }
    }

    private void report(Lost each, String reason) {
        Instant to =
                clock.instant().minusNanos(ticker.getAsLong() - each.tick()).truncatedTo(ChronoUnit.MILLIS);
        Instant from = to.minusNanos(each.tick() - each.last().wholeAt()).truncatedTo(ChronoUnit.MILLIS);
        String name = files.name(each.last().path());
        found.add(new PossibleGap(each.last().log().hex(), name, from, to, reason));
        LOG.warn("{} {}: lines written between {} and {} may be missing", name, reason, from, to);
    }

    private static @Nullable BasicFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException gone) {
            return null;
        }
    }

    /** The possible gaps that are yet to be stored. */
    public synchronized List<PossibleGap> found() {
        return List.copyOf(found);
    }

    /** A possible gap was stored. */
    public synchronized void stored(PossibleGap gap) {
        found.remove(gap);
    }
}
