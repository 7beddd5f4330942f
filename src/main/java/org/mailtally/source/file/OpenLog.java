package org.mailtally.source.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.Log;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.ContentPart;

/**
 * A file that is being read: which log it is, once that is settled, and its portions.
 *
 * <p>The caller claims the marks of its beginning in the store: it compares {@link #marks} with the stored ones, then calls
 * {@link #parts} or {@link #settle}.
 *
 * <p>It holds the open file, so renaming or deleting it does no harm. Of its portions one is read at a time, by whichever
 * thread; else it is not thread-safe.
 */
public final class OpenLog implements Log, Closeable {

    private final Found file;
    private final Content content;
    private final ZoneRules zone;
    private final Head head;
    private final Following following;
    private final LogIdentity identity;
    private final FileHistory history;
    private final FileBlocks blocks;
    private final LongReading reading;
    private boolean uncountable;
    private boolean isCounted;
    private boolean closed;

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
        this.head = siblings.heads().read(path, content);
        this.identity = new LogIdentity(head, file.source());
        this.history = new FileHistory(file, content, head, identity, following, siblings);
        UnendedLines.Search search = content.isCompressed() ? UnendedLines.ONCE : unended.in(path, content);
        this.blocks = new FileBlocks(content, file.size(), head, zone, search);
        this.reading = following.reading(file.name(), content.isCompressed() ? -1 : file.size());
    }

    @Override
    public String name() {
        return file.name();
    }

    /** What was counted of its log before, and whether it still is that. */
    public FileHistory history() {
        return history;
    }

    FileBlocks blocks() {
        return blocks;
    }

    /** Whether it was last modified so long ago that nobody writes to it any more. */
    public boolean isArchive() {
        return file.archive();
    }

    /** Whether it is still to be settled which log this is; false too for a file that no line can be counted of. */
    public boolean isUnsettled() {
        return !isSettled() && !uncountable && head.marks() > 0;
    }

    @Override
    public boolean isSettled() {
        return identity.isSettled();
    }

    @Override
    public LogId id() {
        return identity.id();
    }

    /** The marks of this log's beginning; the first of them holds the log's first time. */
    public List<Mark> marks() {
        return identity.marks();
    }

    /** This file differs from the log of that id at a mark: it is another log, which begins as this file does up to it. */
    public void parts(Mark mark) {
        identity.parts(mark);
    }

    /** All marks are claimed, and the log's first dated line is of this minute, in epoch seconds. */
    public void settle(long firstMinute) {
        identity.settle(firstMinute);
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
        history.mustBeUnchanged(Place.start(0));
        return found;
    }

    @Override
    public Place start() {
        return new Place(0, identity.firstTime(), "", history.rewriting());
    }

    @Override
    public int rewriting() {
        return history.rewriting();
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
        long start = from <= 0 ? 0 : blocks.lineStart(from, to);
        if (start >= to) {
            return null;
        }
        OptionalLong time = new FirstTime(new ContentPart(content, start, to), zone, file.modified()).find(to - start);
        return time.isEmpty() ? null : new Place(start, time.getAsLong(), history.hashBefore(start));
    }

    @Override
    public @Nullable Portion portion(Place from, long most) throws IOException {
        byte[] next = new byte[1];
        Fit fit = history.fit(from);
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
        return from.position() >= limit ? null : new FilePortion(this, from, Math.min(limit, wanted));
    }

    @Override
    public void counted(Place furthest, long least) {
        following.counted(name(), id(), furthest, least);
        reading.cameTo(least);
        history.counted(furthest);
    }

    /**
     * What this file is known by, where its log ends at a place.
     *
     * @return null where it holds more, be it half a line, or less, or is cut short
     */
    public @Nullable Imprint imprintEndingAt(Place end) throws IOException {
        boolean ends = history.fit(end) == Fit.FITS && content.read(end.position(), new byte[1], 0, 1) == 0;
        return ends && !content.isCutShort() ? imprint() : null;
    }

    /** What this file is known by, if it is an archive. */
    public Imprint imprint() throws IOException {
        return Imprint.of(name(), file.source(), content);
    }

    @Override
    public void countedByAll() {
        isCounted = true;
    }

    @Override
    public void countedElsewhere() {
        history.countedElsewhere();
    }

    @Override
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
        history.readToItsEnd();
    }

    /** Notes for the pages that lines from a position up to another one name a year that does not count. */
    void uncountedYears(long from, long to, long lines) {
        following.uncountedYears(name(), id(), from, to, lines);
    }

    /** Notes for the pages why this file is not counted, or not on from where it was. */
    public void fault(String reason) {
        following.fault(name(), reason);
    }

    @Override
    public void brokeOff(IOException reason) {
        if (reason instanceof ChangedLogException) {
            following.lookAgain(name());
        } else {
            fault(String.valueOf(reason.getMessage()));
        }
    }

    /** Closes the file, once no thread is reading a portion of it. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        content.close();
    }

    /** Throws where the log has been closed. */
    void mustBeOpen() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    /** The file's last-modified time in epoch seconds. */
    long modified() {
        return file.modified();
    }
}
