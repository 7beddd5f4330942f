package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import java.util.List;

/** What went wrong in a bulk write, as "index: code". */
final class BulkErrors {
    private BulkErrors() {}

    static List<String> of(Runnable write) {
        MongoBulkWriteException failure = catchThrowableOfType(MongoBulkWriteException.class, write::run);
        return failure.getWriteErrors().stream()
                .map(error -> error.getIndex() + ": " + error.getCode())
                .toList();
    }
}
