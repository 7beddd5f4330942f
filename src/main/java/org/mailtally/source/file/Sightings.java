package org.mailtally.source.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
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
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.PossibleGap;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Contents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the logs that are written to were seen last, and what went before its end was read.
 *
 * <p>After each poll the files are looked at. What was in one that is shorter, another one, rewritten or gone is searched for
 * in all files of the folder. Renamed or compressed, it is whole. Cut in place after a copy was made, lines may have come
 * between the copy's end and the cut: that is possible where it had grown since it was read. In no file any more, or in none
 * up to where it was seen last, its end may not have been reached. The time in question begins when all that was there had
 * last been read; where that never was, with the last line that was counted.
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
    private long reports;

    /**
     * A file as it was seen.
     *
     * @param identity what tells it from another file under the same name
     * @param size its size when it was opened to be read
     * @param opened the tick at which it was
     * @param seen its size and last-modified time when it was seen last
     * @param mark the mark up to which its beginning makes the log's id
     * @param place how far it was counted
     * @param read whether all that was there when it was opened has been counted
     * @param whole the tick up to which all that was there had been counted; null where it never was
     */
    private record Sighting(
            Path path,
            FileIdentity identity,
            long size,
            long opened,
            Extent seen,
            LogId log,
            int mark,
            Place place,
            boolean read,
            @Nullable Long whole) {

        Sighting again(Extent now, long tick) {
            Long newWhole = read && now.size() == size ? Long.valueOf(tick) : whole;
            return new Sighting(path, identity, size, opened, now, log, mark, place, read, newWhole);
        }

        /** What was known of the file stays known: how far it was counted too, where a tracker that lags behind is met later. */
        Sighting after(Sighting before) {
            boolean same = before.opened == opened;
            Place furthest = before.place.position() > place.position() ? before.place : place;
            Extent newSeen = same ? before.seen : seen;
            return new Sighting(
                    path, identity, size, opened, newSeen, log, mark, furthest, same && before.read, before.whole);
        }

        Sighting readToEnd() {
            return new Sighting(path, identity, size, opened, seen, log, mark, place, true, opened);
        }
    }

    /** How much a file holds; a cut one that has regrown to the same size was modified since. */
    private record Extent(long size, FileTime modified) {

        static Extent of(BasicFileAttributes attributes) {
            return new Extent(attributes.size(), attributes.lastModifiedTime());
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

    /** Takes note of a plain file that is opened now. */
    OpenLog.Sighting opened(Path path, BasicFileAttributes attributes) {
        FileIdentity identity = FileIdentity.of(attributes);
        Extent now = Extent.of(attributes);
        long tick = ticker.getAsLong();
        return new OpenLog.Sighting() {
            @Override
            public void of(LogId log, int mark, Place place) {
                seen(new Sighting(path, identity, now.size(), tick, now, log, mark, place, false, null));
            }

            @Override
            public void toItsEnd() {
                readToEnd(path, tick);
            }
        };
    }

    private synchronized void seen(Sighting now) {
        Sighting before = sightings.get(now.path());
        boolean isSame = before != null
                && before.log().equals(now.log())
                && before.place().rewriting() == now.place().rewriting()
                && (before.opened() == now.opened() || before.seen().size() <= now.size());
        sightings.put(now.path(), before != null && isSame ? now.after(before) : now);
        if (before != null && !isSame) {
            lost.add(new Lost(before, ticker.getAsLong()));
        }
    }

    private synchronized void readToEnd(Path path, long opened) {
        sightings.computeIfPresent(path, (key, known) -> known.opened() == opened ? known.readToEnd() : known);
    }

    /**
     * A poll has ended: looks at the files that were seen before, and searches for what they held.
     *
     * @return whether all of it is still there, as far as is known
     */
    public synchronized boolean look() {
        if (!Files.isReadable(files.folder())) {
            return false;
        }
        long reportsBefore = reports;
        long tick = ticker.getAsLong();
        for (Sighting sighting : List.copyOf(sightings.values())) {
            if (!mayBeLookedAt(sighting.path())) {
                continue;
            }
            BasicFileAttributes now = attributes(sighting.path());
            if (now == null || !sighting.identity().isStill(now) || isCut(sighting, now)) {
                sightings.remove(sighting.path());
                lost.add(new Lost(sighting, tick));
            } else if (isAtRest(sighting, now)) {
                sightings.remove(sighting.path());
            } else {
                sightings.put(sighting.path(), sighting.again(Extent.of(now), tick));
            }
        }
        lost.removeIf(this::isExplained);
        return lost.isEmpty() && reports == reportsBefore;
    }

    /** Whether it is shorter, or was modified otherwise than by lines that were added to what it held. */
    private boolean isCut(Sighting sighting, BasicFileAttributes now) {
        boolean isModified = !sighting.seen().equals(Extent.of(now)) && Files.isReadable(sighting.path());
        return now.size() < sighting.seen().size() || (isModified && isCutInPlace(sighting));
    }

    /** Whether it is known what is under a name, be it nothing. */
    private static boolean mayBeLookedAt(Path path) {
        return Files.exists(path) || Files.notExists(path);
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
            long position = last.place().position();
            String hash = last.place().hash();
            Path now = siblings.fitting(
                    last.log(), last.mark(), position, hash, last.seen().size());
            if (now == null) {
                boolean isThereInPart = siblings.fitting(last.log(), last.mark(), position, hash) != null;
                report(each, isThereInPart ? "is in no file any more as far as it was seen" : "is in no file any more");
            } else if (isCutInPlace(last)
                    && reaches(now, Math.max(last.size(), last.place().position()))) {
                report(each, "was cut after it was copied, while it was written to");
            }
            return true;
        } catch (IOException lookAgain) {
            return false;
        }
    }

    /** Whether the file does not hold any more what it held; one that turned out to be another log only grew. */
    private boolean isCutInPlace(Sighting last) {
        BasicFileAttributes now = attributes(last.path());
        Place place = last.place();
        return now != null
                && now.fileKey() != null
                && last.identity().isStill(now)
                && !siblings.fits(last.path(), last.log(), last.mark(), place.position(), place.hash(), 0);
    }

    private static boolean reaches(Path path, long position) throws IOException {
        try (Content content = Contents.open(path)) {
            return content.read(position, new byte[1], 0, 1) > 0;
        }
    }

    private void report(Lost each, String reason) {
        reports++;
        Instant to =
                clock.instant().minusNanos(ticker.getAsLong() - each.tick()).truncatedTo(ChronoUnit.MILLIS);
        Instant from = from(each, to);
        String name = files.name(each.last().path());
        add(new PossibleGap(each.last().log().hex(), name, from, to, reason));
        LOG.warn("{} {}: lines written between {} and {} may be missing", name, reason, from, to);
    }

    /** Where two files of one log went, as a copy beside it does, the time of both is in question. */
    private void add(PossibleGap gap) {
        PossibleGap whole = gap;
        for (PossibleGap other : List.copyOf(found)) {
            boolean meets = other.log().equals(gap.log())
                    && !other.from().isAfter(gap.to())
                    && !gap.from().isAfter(other.to());
            if (meets) {
                found.remove(other);
                Instant from = other.from().isBefore(whole.from()) ? other.from() : whole.from();
                Instant to = other.to().isAfter(whole.to()) ? other.to() : whole.to();
                whole = new PossibleGap(gap.log(), other.name(), from, to, other.reason());
            }
        }
        found.add(whole);
    }

    /** A file of another name may have been a copy in the making, whose end is not where the log's lines end. */
    private Instant from(Lost each, Instant to) {
        boolean isWrittenTo = LogName.isLive(files.name(each.last().path()));
        Long whole = isWrittenTo ? each.last().whole() : null;
        Instant from = whole == null
                ? Instant.ofEpochSecond(each.last().place().state().surelyReached())
                : to.minusNanos(each.tick() - whole).truncatedTo(ChronoUnit.MILLIS);
        return from.isBefore(to) ? from : to;
    }

    private static @Nullable BasicFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException gone) {
            return null;
        }
    }

    /** The possible gaps that are still to be stored. */
    public synchronized List<PossibleGap> found() {
        return List.copyOf(found);
    }

    /** A possible gap was stored. */
    public synchronized void stored(PossibleGap gap) {
        found.remove(gap);
    }
}
