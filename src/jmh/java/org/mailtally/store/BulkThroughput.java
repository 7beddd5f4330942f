package org.mailtally.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.mailtally.store.embedded.EmbeddedStore;
import org.mailtally.store.rows.Row;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;
import org.mailtally.tally.Trackers;

/** Rows a second of bare bulks: the upserts that rows are written by, through the driver, to the embedded store. */
public final class BulkThroughput {

    private static final int WINDOWS = 315_000;
    private static final int BULK = 1_000;
    private static final long FIRST = 1_600_000_200;

    private BulkThroughput() {}

    /** Prints the number. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("mailtally-bulk");
        long nanoseconds = 0;
        long written = 0;
        try (EmbeddedStore store = EmbeddedStore.open(folder);
                MongoClient client = MongoClients.create(store.pipelinesAddress())) {
            for (Step step : Step.values()) {
                for (String tracker : List.of("invites", Trackers.LINES)) {
                    MongoCollection<Document> rows =
                            client.getDatabase("logs").getCollection(Row.collection(step, tracker));
                    long end = FIRST + WINDOWS * Step.WINDOW.seconds();
                    for (long start = step.startOf(FIRST); start < end; ) {
                        List<WriteModel<Document>> bulk = new ArrayList<>();
                        for (; bulk.size() < BULK && start < end; start += step.seconds()) {
                            bulk.add(new Row(new Key(step, tracker, start), "9f3ab2c4d5e6f7089f3ab2c4d5e6f708")
                                    .raise("0001 c41d", 1, start));
                        }
                        long before = System.nanoTime();
                        rows.bulkWrite(bulk, new BulkWriteOptions().ordered(false));
                        nanoseconds += System.nanoTime() - before;
                        written += bulk.size();
                    }
                }
            }
        }
        System.out.println(written * 1_000_000_000L / nanoseconds);
    }
}
