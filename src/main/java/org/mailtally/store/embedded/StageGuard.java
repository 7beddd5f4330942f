package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.aggregation.stage.AggregationStage;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stands between the stages of an aggregation, and sees at every document that passes whether there is time and memory to go on: a
 * stage may make any number of them, and of any size, of one.
 *
 * @param reads knows the time
 * @param memory is the aggregation's
 */
record StageGuard(Reads reads, HeldMemory memory) implements AggregationStage {

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
