package org.mailtally.serve;

import com.mongodb.MongoException;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.CountsByValue;
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
        return of(() -> Series.of(question, rows == null ? List.of() : rows));
    }

    /**
     * The counts that answer a question, broken down by value.
     *
     * @param rows the answers to its finds by value
     * @return null where the store does not answer; that is noted
     */
    @Nullable
    CountsByValue byValue(Question question, @Nullable List<? extends Iterable<Document>> rows) {
        return of(() -> CountsByValue.of(question, rows == null ? List.of() : rows));
    }

    private <T> @Nullable T of(Supplier<T> reading) {
        try {
            T read = reading.get();
            watch.answered();
            return read;
        } catch (MongoException e) {
            watch.failed(e);
            return null;
        }
    }

    String fault() {
        return watch.state().fault();
    }
}
