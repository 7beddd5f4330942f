package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Writes to one collection, in no order, as the route {@code write} does them; nothing is sent where there are none.
 *
 * @param collection the collection's name
 * @param models the writes
 * @param indexes the indexes that the collection must have; empty where none are to be made
 */
public record Write(String collection, List<WriteModel<Document>> models, List<Bson> indexes) {

    /** Writes that need no index. */
    public Write(String collection, List<WriteModel<Document>> models) {
        this(collection, models, List.of());
    }
}
