package org.mailtally.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one process could know of possible gaps: where it saw each stream last, and, at each look into the folder, which of
 * them it missed there. It knows nothing of how the process finds that out.
 *
 * <p>It expects nothing of what nobody could ever report, each for its reason: of a stream that {@link #isAtRest}, of a
 * file that {@link #wasRewritten}, and of lines that came after {@link #allThatWasSeenIsSafe}.
 */
final class Witness {

    private static final long LIVE_MILLIS = 600_000;

    private final MailFolder folder;
    private final SimulatedStore store;
    private final SimulatedClock clock;
    private final Map<String, Sight> sights = new HashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Missed> missed = new ArrayList<>();

    /**
     * A plain file as it was seen.
     *
     * @param opened the bytes it held when it was opened to be read
     * @param seen the bytes it held when it was seen last
     * @param when that was
     * @param counted the bytes that were surely counted of it when it was opened, by whomever
     * @param isRead whether all that it held when it was opened was counted
     */
    private record Sight(
            String name, LogFile file, Stream stream, int opened, int seen, Moment when, int counted, boolean isRead) {

        Sight seen(int size, Moment now) {
            return new Sight(name, file, stream, opened, size, now, counted, isRead);
        }

        Sight read() {
            return new Sight(name, file, stream, opened, seen, when, counted, true);
        }

        /** What was known of it stays known. */
        Sight after(Sight before) {
            boolean isFurther = before.seen > seen;
            return new Sight(
                    name,
                    file,
                    stream,
                    opened,
                    isFurther ? before.seen : seen,
                    isFurther ? before.when : when,
                    Math.max(before.counted, counted),
                    before.isRead && before.opened == opened);
        }
    }

    /** A stream that is not in the file any more where it was seen; when: when that was found. */
    private record Missing(Sight last, Moment when) {}

    /**
     * A stream of which lines behind a byte are in no file any more, as a process could know.
     *
     * @param counted the bytes that it knew to be counted of it
     * @param seen the bytes that it had seen of it
     * @param lastSeen when it had seen them last
     * @param when it was found elsewhere or nowhere
     * @param searched when it was searched for in vain
     */
    record Missed(Stream stream, int from, int counted, int seen, Moment lastSeen, Moment when, Moment searched) {

        /** Whether a line that ends at a byte could have been there: one that came before, but was not, was elsewhere. */
        boolean mayHaveHeld(int end, Moment written) {
            return !written.isAfter(when) && (end <= seen || !written.isBefore(lastSeen));
        }
    }

    Witness(MailFolder folder, SimulatedStore store, SimulatedClock clock) {
        this.folder = folder;
        this.store = store;
        this.clock = clock;
    }

    /** The process knows which log a file is that it has opened. */
    void knows(String name, LogFile file, Stream stream, int opened, Moment when) {
        if (file.isCompressed() || isShorterCopy(stream, opened) || wasRewritten(file, stream)) {
            return;
        }
        Sight now = new Sight(name, file, stream, opened, opened, when, store.counted(stream.ids()), false);
        Sight before = sights.get(name);
        if (before == null) {
            sights.put(name, now);
        } else if (before.file() == file && before.stream() == stream) {
            sights.put(name, now.after(before));
        } else {
            missing.add(missing(before));
            sights.put(name, now);
        }
    }

    /** The process has counted a file as far as it went when it was opened. */
    void read(String name, LogFile file) {
        sights.computeIfPresent(name, (key, sight) -> sight.file() == file ? sight.read() : sight);
    }

    /** A poll of the process has ended: it looks at the files that it saw before. */
    void look() {
        if (folder.isMissing()) {
            return;
        }
        for (Sight sight : List.copyOf(sights.values())) {
            LogFile there = folder.files().get(sight.name());
            if (there != null && there.isUnreadable()) {
                continue;
            }
            if (!isStillThere(sight)) {
                sights.remove(sight.name());
                missing.add(missing(sight));
            } else if (isAtRest(sight)) {
                sights.remove(sight.name());
            } else {
                sights.put(sight.name(), sight.seen(sight.file().length(), clock.now()));
            }
        }
        missing.stream().filter(each -> !allThatWasSeenIsSafe(each.last())).forEach(each -> missed.add(missed(each)));
        missing.clear();
    }

    /** All that it held was counted of another file: it is a copy in the making, of which nothing is read yet. */
    private boolean isShorterCopy(Stream stream, int opened) {
        return opened < store.counted(stream.ids());
    }

    /** It was rewritten in place before it was known which log it is: that is reported, and not what it held before. */
    private static boolean wasRewritten(LogFile file, Stream stream) {
        return file.stream() != stream && file.stream().root() == stream.root();
    }

    private boolean isStillThere(Sight sight) {
        return folder.files().get(sight.name()) == sight.file() && sight.file().stream() == sight.stream();
    }

    /** Nobody has written to it for ten minutes, and all of it is read: it is not looked at again until it changes. */
    private boolean isAtRest(Sight sight) {
        return sight.isRead()
                && sight.file().length() == sight.opened()
                && sight.file().modified() < clock.millis() - LIVE_MILLIS;
    }

    /**
     * What was seen of it is in another file, and nothing says that more had come: it was renamed or compressed, or cut in
     * place when no more had been copied of it than was read. A report then would be one of every rotation.
     */
    private boolean allThatWasSeenIsSafe(Sight last) {
        int held = folder.held(last.stream());
        boolean isCutInPlace = folder.files().get(last.name()) == last.file();
        return held >= last.seen() && (!isCutInPlace || held <= last.opened());
    }

    private Missing missing(Sight last) {
        return new Missing(last, clock.now());
    }

    private Missed missed(Missing each) {
        Sight last = each.last();
        return new Missed(
                last.stream(),
                folder.held(last.stream()),
                last.counted(),
                last.seen(),
                last.when(),
                each.when(),
                clock.now());
    }

    /** What it missed until now. */
    List<Missed> missed() {
        return missed;
    }
}
