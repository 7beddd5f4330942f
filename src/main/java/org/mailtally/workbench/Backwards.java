package org.mailtally.workbench;

import java.io.IOException;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.file.OpenLog;

/**
 * The reading of one log from its end towards its start, piece by piece, until the budget is spent or lines are too old.
 *
 * <p>The first piece is small, so that a pattern that takes long for each line is found out soon; the next one is as
 * large as a tenth of a second bears by the speed so far. Not thread-safe.
 */
final class Backwards {

    private static final long FIRST_PIECE = 1L << 14;
    private static final long LARGEST_PIECE = 1L << 23;
    private static final long GROWTH = 16;
    private static final long NANOS_A_PIECE = 100_000_000;

    /** What is done with the pieces. */
    interface Pieces extends Portion.Blocks {
        /** A piece begins; its blocks follow, in the log's order. */
        void begin();

        /** The piece ended. */
        void end();

        /** Whether no further piece is wanted. */
        boolean isEnough();

        /** The budget is spent before the log's start was reached. */
        void cutOff();
    }

    private final OpenLog log;
    private final Budget budget;

    Backwards(OpenLog log, Budget budget) {
        this.log = log;
        this.budget = budget;
    }

    void read(Pieces pieces) throws IOException {
        long end = log.size();
        long piece = FIRST_PIECE;
        while (end > 0) {
            if (budget.isSpent()) {
                pieces.cutOff();
                return;
            }
            long before = budget.now();
            Place place = log.lookFrom(end - piece, end);
            if (place == null) {
                if (end <= piece) {
                    return;
                }
                piece = Math.min(piece * 4, end);
                budget.spend(piece);
                continue;
            }
            piece(place, end, pieces);
            if (pieces.isEnough()) {
                return;
            }
            long read = end - place.position();
            long nanos = Math.max(1, budget.now() - before);
            end = place.position();
            long borne = (long) ((double) read / nanos * NANOS_A_PIECE);
            piece = Math.max(FIRST_PIECE, Math.min(borne, Math.min(LARGEST_PIECE, piece * GROWTH)));
            piece = Math.min(piece, Math.max(FIRST_PIECE, budget.bytes()));
        }
    }

    /** Reads a log whose end is not known beforehand. */
    void readWhole(Pieces pieces) throws IOException {
        Place place = log.lookFrom(0, Long.MAX_VALUE);
        if (place != null) {
            piece(place, Long.MAX_VALUE, pieces);
        }
    }

    private void piece(Place start, long end, Pieces pieces) throws IOException {
        pieces.begin();
        Place place = start;
        while (place.position() < end) {
            Portion portion = log.portion(place, end - place.position());
            if (portion == null) {
                break;
            }
            portion.read(pieces);
            if (portion.end().position() == place.position()) {
                break;
            }
            place = portion.end();
        }
        pieces.end();
        budget.spend(place.position() - start.position());
    }
}
