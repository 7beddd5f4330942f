package org.mailtally.simulation;

import java.util.Collection;
import java.util.List;
import org.bson.Document;

/**
 * What must be stored of possible gaps: of each line that was written, is in no file any more and was never counted, one
 * whose time holds the moment at which it was written, where some process could know of it, by its {@link Witness}; where
 * all of a log was in some file at any time, or was read before it was cut after a copy, none.
 *
 * <p>Of some lines nobody can say that they went, or no time can be said, each for the reason told there:
 * {@link #isLikeAnother}, {@link #isRewrittenBehind}, {@link #isLeftAlone}, {@link #saysAnotherDay}, {@link #wasTheClockSet},
 * {@link #saysItIsLater}, and {@link Stream#wasWholeTooLate}; and of those that no {@link Witness} lived to tell.
 */
final class GapsLedger {

    private final SimulatedStore store;
    private final MailFolder folder;
    private final Wording wording;

    GapsLedger(SimulatedStore store, MailFolder folder, Wording wording) {
        this.wording = wording;
        this.store = store;
        this.folder = folder;
    }

    /** Demands that each stored gap is of a log of which something was not to be seen. */
    void demandNoneWhereAllWasThere() {
        for (Document gap : store.all("mail_gaps")) {
            List<Stream> streams = folder.streams().stream()
                    .filter(stream -> stream.ids().contains(gap.getString("log")))
                    .toList();
            if (streams.stream()
                    .noneMatch(stream -> stream.wasLost() || stream.wasCutUnread() || isRewritten(stream))) {
                throw new Violation("a possible gap of a log that was there all the time: " + gap);
            }
        }
    }

    /** Demands a gap of each line that went, as witnesses know whose processes still run. */
    void demandOfLostLines(Collection<Witness> witnesses) {
        List<Witness.Missed> all =
                witnesses.stream().flatMap(witness -> witness.missed().stream()).toList();
        for (Witness.Missed missed : all) {
            Stream stream = missed.stream();
            if (!isLikeAnother(missed)
                    && !isRewrittenBehind(missed)
                    && !isLeftAlone(stream)
                    && !saysAnotherDay(stream)) {
                demand(
                        missed,
                        all.stream().filter(each -> each.stream() == stream).toList());
            }
        }
    }

    /** A file of it was rewritten in place, which is told otherwise: lines that went then are not said to be a gap. */
    private boolean isRewritten(Stream stream) {
        return folder.streams().stream().anyMatch(other -> other != stream && other.root() == stream.root());
    }

    /** Another log begins with all that was counted of it: where one of them is, the other could be. */
    private boolean isLikeAnother(Witness.Missed missed) {
        Stream stream = missed.stream();
        return folder.streams().stream()
                .anyMatch(other -> other.root() != stream.root()
                        && stream.beginsLike(other)
                        && stream.common(other) >= missed.counted());
    }

    /** It was rewritten in place behind all that was counted of it, so that it may be taken for one that only grew. */
    private boolean isRewrittenBehind(Witness.Missed missed) {
        return isRewritten(missed.stream()) && missed.from() >= missed.counted();
    }

    /** Who read a file while it was rewritten in place knows the last time in it now, not what it held: some gap is reported. */
    private boolean isToldByARewriting(Stream stream, List<Document> gaps) {
        return isRewritten(stream) && !gaps.isEmpty();
    }

    /** What was rewritten is left alone as a copy that went on differently, which is told otherwise. */
    private boolean isLeftAlone(Stream stream) {
        return isRewritten(stream) && Versions.hasCopies(store, stream);
    }

    /** A line of it says another day: where it was the last one counted, the gap begins there. */
    private boolean saysAnotherDay(Stream stream) {
        return stream.lines().stream().map(wording::truth).anyMatch(line -> line != null && line.isOdd());
    }

    private void demand(Witness.Missed missed, List<Witness.Missed> byAnybody) {
        Stream stream = missed.stream();
        int known = Math.max(folder.held(stream), counted(stream));
        List<Document> gaps = store.all("mail_gaps").stream()
                .filter(gap -> stream.ids().contains(gap.getString("log")))
                .toList();
        for (int end : stream.lineEnds(Math.max(known, missed.from()))) {
            Moment written = stream.writtenBefore(end);
            boolean isKnown = missed.mayHaveHeld(end, written)
                    && !stream.wasWholeTooLate(end)
                    && !isToldByARewriting(stream, gaps)
                    && !wasTheClockSet(written, byAnybody)
                    && !saysItIsLater(stream, end, written);
            if (isKnown && gaps.stream().noneMatch(gap -> holds(gap, written.millis()))) {
                throw new Violation(
                        "the line of stream %d that ends at byte %d, written at %tT.%<tL and missed at %tT.%<tL, is in none of the gaps %s"
                                .formatted(
                                        stream.number(),
                                        end,
                                        written.millis(),
                                        missed.when().millis(),
                                        told(gaps)));
            }
        }
    }

    /** Once a file of it was rewritten, what is counted is another one: then what was counted of it before. */
    private int counted(Stream stream) {
        int before = stream.countedBeforeRewriting();
        return before > 0 ? before : store.countedForOne(stream.ids());
    }

    /**
     * The clock was set back, so that lines up to it say a later time: where those are the last counted, no other is known.
     * So do those before the first dated line, which count at its time.
     */
    private boolean saysItIsLater(Stream stream, int end, Moment written) {
        List<String> lines = stream.lines();
        int first = 0;
        while (first < lines.size() && wording.truth(lines.get(first)) == null) {
            first++;
        }
        return lines.stream()
                .limit(Math.max(stream.lineEnds(0).indexOf(end), first) + 1)
                .map(wording::truth)
                .anyMatch(line -> line != null && line.time() * 1_000 > written.millis());
    }

    /** The clock was set between the writing of a line and a search for it: its time and the gap's are of two clocks. */
    private static boolean wasTheClockSet(Moment written, List<Witness.Missed> byAnybody) {
        return byAnybody.stream()
                .anyMatch(missed -> written.sets() != missed.searched().sets());
    }

    private static List<String> told(List<Document> gaps) {
        return gaps.stream()
                .map(gap -> "%s %s from %tT.%<tL to %tT.%<tL"
                        .formatted(
                                gap.getString("name"), gap.getString("reason"), millis(gap, "from"), millis(gap, "to")))
                .toList();
    }

    private static boolean holds(Document gap, long millis) {
        return millis(gap, "from") <= millis && millis <= millis(gap, "to");
    }

    private static long millis(Document gap, String field) {
        return gap.getDate(field).toInstant().toEpochMilli();
    }
}
