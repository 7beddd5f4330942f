package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.aggregation.stage.AggregationStage;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mailtally.store.embedded.file.Reads;

/** An `aggregate` command, run over the candidates of its leading `$match` instead of the whole collection. */
record Pipeline(Document command, List<Document> stages) {
    private static final String STATISTICS = "$collStats";
    private static final int COMMAND_NOT_SUPPORTED = 115;

    static Pipeline of(Document command) {
        if (Utils.isTrue(command.get("explain"))) {
            throw notExplained();
        }
        return new Pipeline(
                command,
                Aggregation.parse(command.get("pipeline")).stream()
                        .map(Pipeline::withOlderName)
                        .toList());
    }

    /** The refusal of a client that wants to know how it is answered. */
    static MongoServerError notExplained() {
        return new MongoServerError(
                COMMAND_NOT_SUPPORTED, "CommandNotSupported", "the embedded store does not explain how it answers");
    }

    /** A `$set` by its older name, which the engine knows. */
    private static Document withOlderName(Document stage) {
        return stage.containsKey("$set") && stage.size() == 1 ? new Document("$addFields", stage.get("$set")) : stage;
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
        boolean isOfStatistics = !stages.isEmpty() && stages.get(0).containsKey(STATISTICS);
        List<Document> run = isOfStatistics ? stages.subList(1, stages.size()) : stages;
        Aggregation aggregation = Aggregation.fromPipeline(run, resolver, database, collection, oplog);
        aggregation.validate(withoutBatchSize());
        List<Document> results = new StageGuard(collection.reads())
                .run(
                        aggregation,
                        isOfStatistics ? Stream.of(statistics(collection)) : collection.candidates(leadingMatch()));
        Document cursor =
                new Document("id", 0L).append("ns", collection.getFullName()).append("firstBatch", results);
        return new Document("cursor", cursor).append("ok", 1.0);
    }

    /** What `$collStats` gives: how much a collection holds, as mongosh's `stats()` requests it. */
    private static Document statistics(StoredCollection collection) {
        Document held = collection.getStats();
        held.remove("ok");
        Object indexes = held.remove("indexSize");
        held.append("indexSizes", indexes == null ? new Document() : indexes);
        return new Document("ns", collection.getFullName())
                .append("storageStats", held)
                .append("count", held.get("count"));
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

    /**
     * Stands between the stages of an aggregation, and sees at every document that passes whether there is time and memory to go on: a
     * stage may make any number of them, and of any size, of one.
     *
     * @param reads knows the time
     * @param memory is the aggregation's
     */
    private record StageGuard(Reads reads, HeldMemory memory) implements AggregationStage {

        StageGuard(Reads reads) {
            this(reads, new HeldMemory());
        }

        /** The results of an aggregation, guarded before each of its stages and behind the last. */
        List<Document> run(Aggregation aggregation, Stream<Document> documents) {
            List<AggregationStage> stages = aggregation.getStages();
            List<AggregationStage> guarded = new ArrayList<>(List.of(this));
            for (AggregationStage stage : stages) {
                guarded.add(stage);
                guarded.add(this);
            }
            stages.clear();
            stages.addAll(guarded);
            return aggregation.runStages(documents);
        }

        @Override
        public String name() {
            return "guard";
        }

        @Override
        public Stream<Document> apply(Stream<Document> documents) {
            return documents.peek(document -> {
                reads.mustHaveTime();
                memory.mustBeLeft();
            });
        }
    }
}
