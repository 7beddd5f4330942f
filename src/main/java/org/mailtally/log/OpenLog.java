package org.mailtally.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mailtally.time.TimeWalk;

/**
 * A file that is being read: which log it is, once that is settled, and its portions.
 *
 * <p>Which log it is follows from its first line, or, where logs begin alike, from its first lines up to the first mark
 * at which they part. The marks are claimed in the store by the caller: it compares {@link #marks} with what is stored,
 * and says {@link #parts} or {@link #settle}.
 *
 * <p>It holds the open file, so renaming or deleting it does no harm. Of its portions one is read at a time, by whichever
 * thread; else it is not thread-safe.
 */
public final class OpenLog implements Closeable {

    private static final int GROWTH_BYTES = 1 << 14;
    private static final int LOOKED_AT = 1 << 13;

    private final Found file;
    private final Content content;
    private final ZoneRules zone;
    private final BlockReader reader;
    private final Head head;
    private final Following following;
    private final Siblings siblings;
    private final LongReading reading;
    private int firstMark = 1;
    private OptionalLong firstTime = OptionalLong.empty();
    private boolean uncountable;
    private boolean isCounted;
    private boolean shorter;
    private boolean countedElsewhere;
    private int rewriting;
    private Place proof = Place.start(0);
    private boolean closed;
    private @Nullable Block block;
    private final Deque<Block> roomAhead = new ArrayDeque<>();

    /**
     * A file as it was found.
     *
     * @param name its path, relative to the folder that is followed
     * @param source the name of the source
     * @param size its size in bytes
     * @param modified its last-modified time in epoch seconds
     * @param archive whether that is so long ago that nobody writes to it any more
     * @param sighting takes note of which log it is and how far that is counted
     */
    record Found(String name, String source, long size, long modified, boolean archive, Sighting sighting) {}

    /** Takes note of which log a file is: of its id, the mark that made it, and a place up to which it is counted. */
    @FunctionalInterface
    interface Sighting {
        void of(LogId log, int mark, Place place);

        /** All that was there when the file was opened has been counted. */
        default void toItsEnd() {}
    }

    /** Whether a file still is what was counted of its log up to a place. */
    public enum Fit {
        FITS,
        /** It does not reach the place: it may be a copy in the making. */
        SHORTER,
        /** It was rewritten in place, or is a copy that went on differently. */
        DIFFERS
    }

    OpenLog(
            Found file,
            Path path,
            Content content,
            ZoneRules zone,
            Following following,
            Siblings siblings,
            UnendedLines unended)
            throws IOException {
        this.file = file;
        this.content = content;
        this.zone = zone;
        this.following = following;
        this.siblings = siblings;
        this.reader = new BlockReader(content, content.isCompressed() ? UnendedLines.ONCE : unended.in(path, content));
        this.head = siblings.heads().read(path, content);
        this.reading = following.reading(file.name(), content.isCompressed() ? -1 : file.size());
    }

    /** The file's path, relative to the folder that is followed. */
    public String name() {
        return file.name();
    }

    /** Whether it was last modified so long ago that nobody writes to it any more. */
    public boolean isArchive() {
        return file.archive();
    }

    /** Whether it is still to be settled which log this is; false too for a file that no line can be counted of. */
    public boolean isUnsettled() {
        return !isSettled() && !uncountable && head.marks() > 0;
    }

    /** Whether the log is known and its lines can be counted. */
    public boolean isSettled() {
        return firstTime.isPresent();
    }

    /** Which log this is, as far as is known. The file must have a first line. */
    public LogId id() {
        return head.id(file.source(), firstMark);
    }

    /** The marks of this log's beginning; the first of them holds the log's first time. */
    public List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        for (int mark = firstMark; mark <= head.marks(); mark++) {
            String before = mark == 1 ? "" : head.hash(mark - 1);
            marks.add(new Mark(id(), mark, before, head.hash(mark)));
        }
        return marks;
    }

    /** This file differs from the log of that id at a mark: it is another log, which begins as this file does up to it. */
    public void parts(Mark mark) {
        firstMark = mark.line();
    }

    /** All marks are claimed, and the log's first dated line is of this minute, in epoch seconds. */
    public void settle(long firstMinute) {
        firstTime = OptionalLong.of(firstMinute);
    }

    /** No line of this file can be counted, for the reason given. */
    public void giveUp(String reason) {
        uncountable = true;
        fault(reason);
    }

    /** Why none of its lines can be counted where {@link #findFirstTime} finds none, as the rest of a sentence. */
    public String undated() {
        return "has no line with a time that is known, so none can be counted: it begins \"" + head.shown()
                + "\" (docs/times.md lists the forms that are read, and what to do about another one)";
    }

    /**
     * The minute of the log's first dated line, found out from the file: for its first claim.
     *
     * @return epoch seconds; empty where no line near the start is dated
     * @throws ChangedLogException where the file was cut or rewritten since it was opened, so that this is another log's
     */
    public OptionalLong findFirstTime() throws IOException {
        long start = head.start();
        Content lines = start == 0 ? content : new ContentPart(content, start, Long.MAX_VALUE);
        OptionalLong found = new FirstTime(lines, zone, file.modified()).find(file.size() - start);
        mustBeUnchanged(Place.start(0));
        return found;
    }

    /** The place at which counting begins. */
    public Place start() {
        return new Place(0, firstTime.orElseThrow(), "", rewriting);
    }

    /** How often this log was rewritten in place, as far as is known: what is counted of it belongs to that rewriting. */
    public int rewriting() {
        return rewriting;
    }

    /** It is known to have been rewritten so often. */
    public void rewritten(int times) {
        rewriting = times;
    }

    /** Whether this file still is what was counted of its log up to a place. */
    public Fit fit(Place place) throws IOException {
        if (place.position() == 0) {
            return Fit.FITS;
        }
        String hash = hashBefore(place.position());
        return hash.isEmpty() ? Fit.SHORTER : hash.equals(place.hash()) ? Fit.FITS : Fit.DIFFERS;
    }

    /**
     * What this file holds at a place that it does not fit.
     *
     * @throws ChangedLogException where it was cut since that was found
     */
    public Place placeAt(Place counted) throws IOException {
        String hash = hashBefore(counted.position());
        if (hash.isEmpty() || !head.stillBegins(content)) {
            throw uncertain();
        }
        return new Place(counted.position(), counted.state(), hash, counted.rewriting());
    }

    /** This file fits a place: it must still do so when what is read of it is counted. */
    public void provenAt(Place place) {
        proof = place;
        file.sighting().of(id(), firstMark, place);
    }

    /**
     * This file does not reach a place now. Where it did when it was opened, it was cut since: what it held is missed. Where
     * it did not, it is not all that there was of its log, however far it is read.
     */
    public void doesNotReach(Place place) {
        if (file.size() >= place.position()) {
            file.sighting().of(id(), firstMark, place);
        } else {
            shorter = true;
        }
    }

    /** The name of a file of the source that fits a place of this log, where this one does not; null for none. */
    public @Nullable String fittingInstead(Place place) throws IOException {
        Path found = siblings.fitting(id(), firstMark, place.position(), place.hash());
        return found == null ? null : String.valueOf(found.getFileName());
    }

    /** Another file holds more of this log and is to be counted first; it may go before it is. */
    public void leftToAnother() {
        following.lookAgain(name());
    }

    /** What is thrown where this file is not what was counted of its log, and it is not certain yet what became of it. */
    public IOException uncertain() {
        return new ChangedLogException(name() + " is not what was counted of its log");
    }

    /** What is thrown where this file is a copy of its log that went on differently. */
    public IOException leftAlone(Place place) {
        return new RewrittenLogException(place.position());
    }

    /** Notes that this log is recounted, because it was rewritten in place. */
    public void recounted() {
        following.rewritten(name(), rewriting);
    }

    /** The size of the file in bytes when it was opened; that of its content where it is not compressed. */
    public long size() {
        return file.size();
    }

    /** Whether the file is compressed, so that its content is longer than its size. */
    public boolean isCompressed() {
        return content.isCompressed();
    }

    /**
     * A place to look at the log from, without counting it: the first line that begins at or behind a byte. The year of
     * times that name none is the latest that fits the file's last-modified time.
     *
     * @param from the byte
     * @param to the byte behind the part that is looked at
     * @return null where no line begins in that part, or none that begins there is dated
     */
    public @Nullable Place lookFrom(long from, long to) throws IOException {
        long start = from <= 0 ? 0 : lineStart(from, to);
        if (start >= to) {
            return null;
        }
        OptionalLong time = new FirstTime(new ContentPart(content, start, to), zone, file.modified()).find(to - start);
        return time.isEmpty() ? null : new Place(start, time.getAsLong(), hashBefore(start));
    }

    /** The first byte at or behind {@code from} at which a line begins; {@code to} where none does before it. */
    private long lineStart(long from, long to) throws IOException {
        byte[] bytes = new byte[LOOKED_AT];
        for (long at = from - 1; at < to; at += bytes.length) {
            int read = content.read(at, bytes, 0, (int) Math.min(bytes.length, to - at));
            int end = LineEnds.next(bytes, 0, read);
            if (end < read) {
                return at + end + 1;
            }
            if (read < bytes.length) {
                return to;
            }
        }
        return to;
    }

    /**
     * The portion from a place on.
     *
     * @param most the bytes after which it ends: more than a block has, or up to the start of a line
     * @return null where there is nothing to count from there, for now: nothing new, half a line, or a file shorter than
     *     the place
     * @throws ChangedLogException where the 1 KiB before the place is not what was counted
     */
    public @Nullable Portion portion(Place from, long most) throws IOException {
        byte[] next = new byte[1];
        Fit fit = fit(from);
        if (fit == Fit.SHORTER) {
            return null;
        }
        if (fit == Fit.DIFFERS) {
            throw new ChangedLogException(name() + " was cut or rewritten while it was read");
        }
        if (content.read(from.position(), next, 0, 1) == 0) {
            return null;
        }
        long limit = head.isComplete() ? Long.MAX_VALUE : head.end();
        long wanted = most > Long.MAX_VALUE - from.position() ? Long.MAX_VALUE : from.position() + most;
        reading.startsAt(from.position());
        return from.position() >= limit ? null : new Portion(this, from, Math.min(limit, wanted));
    }

    /**
     * Notes how far this log is counted: for the pages, and where it takes long for who looks at the process.
     *
     * @param furthest how far the trackers have come that have come furthest
     * @param least the position of the one that is furthest behind
     */
    public void counted(Place furthest, long least) {
        following.counted(name(), id(), furthest, least);
        reading.cameTo(least);
        if (!shorter) {
            file.sighting().of(id(), firstMark, furthest);
        }
    }

    /**
     * What this file is known by, where its log ends at a place.
     *
     * @return null where it holds more, be it half a line, or less, or is cut short
     */
    public @Nullable Imprint imprintEndingAt(Place end) throws IOException {
        boolean ends = fit(end) == Fit.FITS && content.read(end.position(), new byte[1], 0, 1) == 0;
        return ends && !content.isCutShort() ? imprint() : null;
    }

    /** What this file is known by, if it is an archive. */
    public Imprint imprint() throws IOException {
        return new Imprint(name(), content.imprint(file.source()));
    }

    /** Each active tracker has counted this log, as far as it goes; the last of it may still have to be stored. */
    public void countedByAll() {
        isCounted = true;
    }

    /** A tracker is counted by another process, by a later reading: how far that has come is not known here. */
    public void countedElsewhere() {
        countedElsewhere = true;
    }

    /**
     * Notes, where each active tracker has counted this log, that all of it is stored: it is read to its end, where it was not
     * cut meanwhile.
     */
    public void stored() throws IOException {
        if (!isCounted) {
            return;
        }
        if (uncountable) {
            following.countedByAll(name());
        } else {
            following.readToEnd(name());
        }
        reading.ended();
        if (content.isCutShort()) {
            following.cutShort(name(), file.modified());
        }
        boolean isWhole =
                !content.isCompressed() && file.size() > 0 && content.read(file.size() - 1, new byte[1], 0, 1) > 0;
        if (isWhole && !shorter && !countedElsewhere) {
            file.sighting().toItsEnd();
        }
    }

    /** Notes for the pages that lines from a position up to another one name a year that does not count. */
    void uncountedYears(long from, long to, long lines) {
        following.uncountedYears(name(), id(), from, to, lines);
    }

    /** Notes for the pages why this file is not counted, or not on from where it was. */
    public void fault(String reason) {
        following.fault(name(), reason);
    }

    /**
     * Takes note of why reading broke off. A file that was cut or rewritten meanwhile is looked at again at the next poll;
     * any other one when it changes.
     */
    public void brokeOff(IOException reason) {
        if (reason instanceof ChangedLogException) {
            following.lookAgain(name());
        } else {
            fault(String.valueOf(reason.getMessage()));
        }
    }

    /** Waits for whoever reads a portion, and ends. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        content.close();
    }

    /** Refuses a portion that is to be read when nobody wants it any more. */
    void mustBeOpen() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    /** Where the lines that are counted from a place on begin: behind the NULs that the file may begin with. */
    long lineAt(Place place) {
        return Math.max(place.position(), head.start());
    }

    /** The bytes before a position, as many as a portion gives; none where the content does not reach it any more. */
    byte[] before(long position) throws IOException {
        int length = (int) Math.min(Portion.BYTES_BEFORE, position - head.start());
        byte[] before = new byte[Math.max(0, length)];
        return content.read(position - before.length, before, 0, before.length) == before.length ? before : new byte[0];
    }

    /** Whether the log's first line begins at a position. */
    boolean isStart(long position) {
        return position == head.start();
    }

    TimeWalk walkFrom(Place place) {
        return new TimeWalk(zone, place.state());
    }

    /** Whether nothing is written behind a position, for now. */
    boolean endsAt(long position) throws IOException {
        return content.read(position, new byte[1], 0, 1) == 0;
    }

    /** The file's last-modified time in epoch seconds. */
    long modified() {
        return file.modified();
    }

    /** The block to read into from a position on: no larger than what there is to read, so that a poll costs little. */
    Block block(long from) {
        long rest = Math.max(0, file.size() - from);
        boolean isSmall = !content.isCompressed() && rest < BlockReader.BLOCK_BYTES - GROWTH_BYTES;
        int wanted = isSmall ? (int) rest + GROWTH_BYTES : BlockReader.BLOCK_BYTES;
        Block known = block;
        if (known == null || known.bytes().length < wanted) {
            known = new Block(new byte[wanted]);
            block = known;
        }
        return known;
    }

    /** What reads ahead from one position up to another one, or to where the file ended when it was opened. */
    SharedReading sharedReading(Processors processors, Portion.Work work, long from, long to) {
        return new SharedReading(content, processors, work, roomAhead, from, Math.min(to, file.size()));
    }

    /** Fills a block with the whole lines from a position on; returns where they end, the position itself for none. */
    long fill(Block into, long position, long to) throws IOException {
        return reader.fill(into, position, to);
    }

    /** Refuses what was read where the file was cut or rewritten meanwhile; a compressed file is written once. */
    void mustBeUnchanged(Place start) throws IOException {
        if (content.isCompressed()) {
            return;
        }
        boolean same =
                head.stillBegins(content) && isStill(start) && (proof.position() <= start.position() || isStill(proof));
        if (!same) {
            throw new ChangedLogException(name() + " was cut or rewritten while it was read");
        }
    }

    private boolean isStill(Place place) throws IOException {
        return hashBefore(place.position()).equals(place.hash());
    }

    /** The hash of the 1 KiB before a position; empty at 0, and where the content does not reach the position. */
    String hashBefore(long position) throws IOException {
        return Contents.hashBefore(content, position);
    }
}
