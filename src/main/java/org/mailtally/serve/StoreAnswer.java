package org.mailtally.serve;

import com.mongodb.MongoException;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.store.StoreWatch;

/** The reading of the store's answers, which are fetched while they are read. Thread-safe. */
final class StoreAnswer {

    private final StoreWatch watch;

    StoreAnswer(StoreWatch watch) {
        this.watch = watch;
    }

    /**
     * The counts that answer a question.
     *
     * @param rows the answers to its finds
     * @return null where the store does not answer; that is noted
     */
    @Nullable
    Series series(Question question, @Nullable List<? extends Iterable<Document>> rows) {
        try {
            Series series = Series.of(question, rows == null ? List.of() : rows);
            watch.answered();
            return series;
        } catch (MongoException e) {
            watch.failed(e);
            return null;
        }
    }

    String fault() {
        return watch.state().fault();
    }
}
