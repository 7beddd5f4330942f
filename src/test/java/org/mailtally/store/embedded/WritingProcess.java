package org.mailtally.store.embedded;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;

/** A process of its own that opens the store, writes as fast as it can, and prints what was acknowledged:
 * the first window of a bulk and the count it was raised to. */
final class WritingProcess {
    /** How many windows one bulk raises. */
    static final int GROUP = 20;

    private static final int NEW_AFTER = 5;

    private WritingProcess() {}

    static Process start(Path directory, int firstWindow, Path acknowledged) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        directory.toString(),
                        String.valueOf(firstWindow)))
                .redirectOutput(acknowledged.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) {
        int window = Integer.parseInt(arguments[1]);
        try (OpenStore open = OpenStore.in(Path.of(arguments[0]), OpenStore.EAGER)) {
            MongoCollection<Document> mail = open.collection("mail");
            MongoCollection<Document> claims = open.collection("claims");
            claims.createIndex(new Document("name", 1), new IndexOptions().unique(true));
            for (long count = 1; ; count++) {
                mail.bulkWrite(Rows.raise(window, GROUP, count), Rows.unordered());
                System.out.println(window + " " + count);
                claims.updateOne(
                        eq("_id", window), Updates.set("name", window + " " + count), new UpdateOptions().upsert(true));
                if (count == NEW_AFTER) {
                    count = 0;
                    window += GROUP;
                }
            }
        }
    }
}
