package org.mailtally.serve;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.Answer;
import org.mailtally.gviz.Request;
import org.mailtally.gviz.table.Table;

/**
 * The answers of {@code /gviz} that are given again, and the tables they were made of. An answer is kept by what was meant, not
 * by what was sent: clients number their requests, so that none is sent twice. Thread-safe.
 */
final class KeptAnswers {

    private static final int MOST_TABLES = 8;
    private static final long MOST_CELLS = 200_000;
    private static final int MOST_ANSWERS = 32;
    private static final int MOST_BYTES = 256 * 1024;

    private static final Duration AS_SENT = Duration.ofSeconds(1);
    private static final int MOST_CHARACTERS = 2_000;
    private static final int MOST_BOUNDS = 4_000;

    private final Recent<Sent, Understood> understood = new Recent<>(MOST_ANSWERS);
    private final Recent<Counts, Table> tables = new Recent<>(MOST_TABLES);
    private final Recent<Meant, Answer> answers = new Recent<>(MOST_ANSWERS);

    /**
     * What an answer is made by.
     *
     * @param request what the request means, beside the counts it requests
     */
    private record Meant(Object request, Counts counts) {}

    /** What was meant by a request. */
    private record Understood(Request request, Counts counts) {}

    /** The answer that was given to the same request lately; null where it has to be understood. */
    @Nullable
    Answer answer(Sent sent, Recent.Moment now) {
        Recent.Kept<Understood> kept = understood.of(sent, now);
        return kept == null
                ? null
                : answer(kept.answer().request(), kept.answer().counts(), now);
    }

    /** Keeps what was meant by a request, unless it is long: a page that requests the same again need not be understood again. */
    void understand(Sent sent, Request request, Counts counts, Recent.Moment now) {
        if (sent.query().length() <= MOST_CHARACTERS && isSmall(counts)) {
            understood.keep(sent, new Understood(request, counts), now, AS_SENT);
        }
    }

    private static boolean isSmall(Counts counts) {
        return counts.question().slots().bounds() <= MOST_BOUNDS;
    }

    /** The answer that was given to what means the same; null where it has to be made. */
    @Nullable
    Answer answer(Request request, Counts counts, Recent.Moment now) {
        Recent.Kept<Answer> kept = answers.of(new Meant(request.meaning(), counts), now);
        return kept == null ? null : kept.answer().to(request);
    }

    /** The table of these counts; null where it has to be read. */
    Recent.@Nullable Kept<Table> table(Counts counts, Recent.Moment now) {
        return tables.of(counts, now);
    }

    /**
     * Keeps an answer, unless it is large, or another a moment later.
     *
     * @param read the moment before its table was read
     * @param longest how long after that it may be given again
     */
    void keep(Request request, Counts counts, Answer answer, Recent.Moment read, Duration longest) {
        if (answer.body().length <= MOST_BYTES && isSmall(counts) && !request.looksAtTheClock()) {
            answers.keep(new Meant(request.meaning(), counts), answer, read, longest);
        }
    }

    /**
     * Keeps a table, unless it is large.
     *
     * @param read the moment before it was read
     * @param longest how long after that it may be given again
     */
    void keep(Counts counts, Table table, Recent.Moment read, Duration longest) {
        if ((long) table.rows() * table.columns().size() <= MOST_CELLS) {
            tables.keep(counts, table, read, longest);
        }
    }
}
