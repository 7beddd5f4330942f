package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.List;
import org.bson.Document;

/** What is asked of the store, step by step. For one thread. */
interface Asking {

    /** Whether something is still to be asked. */
    boolean isAsking();

    /** The collection that is asked next. */
    String collection();

    /** What is asked next. */
    Document query();

    /**
     * Takes the answer; returns what must be written before that is asked again, or nothing.
     *
     * @throws IOException where files that it is compared with cannot be read
     */
    List<WriteModel<Document>> take(Iterable<Document> stored) throws IOException;
}
