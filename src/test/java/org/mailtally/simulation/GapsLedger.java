package org.mailtally.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.bson.Document;

/**
 * What must be stored of possible gaps: where lines went that nobody counted, and a process had seen their log and looked
 * again later, one that does not end before they went; where all of a log was in some file at any time, or was read before it was cut
 * after a copy, none.
 *
 * <p>What cannot be known is not demanded: of a log that was not written to for long when the lost lines came, of one
 * whose last lines nobody had seen when all before them was copied or compressed, of logs that begin alike or were
 * rewritten in place, and where the clock was set meanwhile.
 */
final class GapsLedger {

    private static final long AT_REST = Duration.ofMinutes(10).toMillis();

    private final SimulatedStore store;
    private final MailFolder folder;

    GapsLedger(SimulatedStore store, MailFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Demands that each stored gap is of a log of which something was not to be seen. */
    void demandNoneWhereAllWasThere() {
        for (Document gap : store.all("mail_gaps")) {
            List<Stream> streams = folder.streams().stream()
                    .filter(stream -> stream.ids().contains(gap.getString("log")))
                    .toList();
            if (streams.stream().noneMatch(stream -> stream.wasLost() || stream.wasCutUnread())) {
                throw new Violation("a possible gap of a log that was there all the time: " + gap);
            }
        }
    }

    /** Demands a gap of each stream of which lines went unseen. */
    void demandOfLostLines(Collection<SimulatedProcess> running) {
        for (Stream stream : folder.streams()) {
            int known = Math.max(folder.kept(stream), counted(stream));
            boolean isLost = stream.lines(known, stream.length()) > 0;
            if (isLost && isKnowable(stream, known) && stream.wasSeenBeyond(folder.kept(stream), running)) {
                demand(stream, known);
            }
        }
    }

    private boolean isKnowable(Stream stream, int known) {
        boolean isAlone = folder.streams().stream()
                .filter(other -> other != stream)
                .noneMatch(other -> other.root() == stream.root() || stream.beginsLike(other));
        return isAlone && stream.writtenAt(stream.lineEnd(known)) - stream.writtenAt(known - 1) < AT_REST;
    }

    private void demand(Stream stream, int known) {
        long written = stream.writtenAt(stream.lineEnd(known));
        long gone = stream.lostAt();
        boolean isTold = store.all("mail_gaps").stream()
                .anyMatch(gap -> stream.ids().contains(gap.getString("log"))
                        && gap.getDate("to").toInstant().toEpochMilli() >= Math.min(written, gone));
        if (!isTold) {
            throw new Violation(
                    "lines behind byte %d of stream %d, written at %tT.%<tL and gone at %tT.%<tL, are in no gap: %s"
                            .formatted(known, stream.number(), written, gone, store.all("mail_gaps")));
        }
    }

    /** How far all lines of a stream are counted. */
    private int counted(Stream stream) {
        return store.all("mail_logs").stream()
                .filter(document -> stream.ids().contains(document.getString("log")))
                .filter(document -> document.getString("tracker").equals("lines"))
                .mapToInt(document ->
                        Integer.parseInt(document.getString("checkpoint").split(" ")[2]))
                .max()
                .orElse(0);
    }
}
