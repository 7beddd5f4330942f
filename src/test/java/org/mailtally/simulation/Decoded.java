package org.mailtally.simulation;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;

/** What the room {@code store} asks and tells, as documents where it is bytes: the simulated store looks into them. */
final class Decoded {

    private static final DocumentCodec CODEC = new DocumentCodec();

    private Decoded() {}

    static Document query(Bson query) {
        return query instanceof BsonDocument bson
                ? CODEC.decode(bson.asBsonReader(), DecoderContext.builder().build())
                : (Document) query;
    }

    static WriteModel<Document> write(WriteModel<Document> write) {
        UpdateOneModel<Document> update = (UpdateOneModel<Document>) write;
        return new UpdateOneModel<>(
                query(update.getFilter()), query(Objects.requireNonNull(update.getUpdate())), update.getOptions());
    }
}
