package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.List;
import org.bson.Document;

/** One thing that must be known of the store before a log is counted, found out step by step. For one thread. */
public interface Lookup {

    /** Whether something is still to be found. */
    boolean isOpen();

    /** What is to be found next; only while it is open. */
    Find find();

    /**
     * Takes what was found; returns what must be claimed before it is found once more, or nothing.
     *
     * @throws IOException where files that it is compared with cannot be read
     */
    List<WriteModel<Document>> take(List<Document> stored) throws IOException;
}
