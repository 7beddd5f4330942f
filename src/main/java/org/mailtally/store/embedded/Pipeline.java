package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;

/** An `aggregate` command, run over the candidates of its leading `$match` instead of the whole collection. */
record Pipeline(Document command, List<Document> stages) {
    static Pipeline of(Document command) {
        return new Pipeline(command, Aggregation.parse(command.get("pipeline")));
    }

    Document run(
            StoredCollection collection,
            MongoDatabase database,
            DatabaseResolver resolver,
            Oplog oplog,
            BulkWrite.Engine engine) {
        if (!stages.isEmpty() && stages.get(0).containsKey("$changeStream")) {
            return engine.run(command);
        }
        Aggregation aggregation = Aggregation.fromPipeline(stages, resolver, database, collection, oplog);
        aggregation.validate(withoutBatchSize());
        List<Document> results = aggregation.runStages(collection.candidates(leadingMatch()));
        Document cursor =
                new Document("id", 0L).append("ns", collection.getFullName()).append("firstBatch", results);
        return new Document("cursor", cursor).append("ok", 1.0);
    }

    /** The results come in one batch; a wish for smaller ones would only be logged as ignored. */
    private Document withoutBatchSize() {
        Document copy = command.clone();
        copy.computeIfPresent("cursor", (name, options) -> new Document());
        return copy;
    }

    private Document leadingMatch() {
        return !stages.isEmpty() && stages.get(0).get("$match") instanceof Document filter ? filter : new Document();
    }
}
