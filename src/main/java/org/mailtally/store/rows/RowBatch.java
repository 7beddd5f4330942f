package org.mailtally.store.rows;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.List;
import org.bson.Document;
import org.mailtally.store.Find;

/**
 * Rows of one collection that are found and written in one go. Equal only to itself, since Camel hashes a body whose
 * properties a route reads. For one thread.
 */
public interface RowBatch {

    /** The collection that the rows lie in. */
    String collection();

    /** Finds the rows as they are stored. */
    Find getFind();

    /**
     * What is to be written; empty where nothing changes.
     *
     * @param stored the rows that {@link #getFind} found
     * @throws IOException where a part of the log must be counted again, and cannot be
     */
    List<WriteModel<Document>> writes(List<Document> stored) throws IOException;
}
