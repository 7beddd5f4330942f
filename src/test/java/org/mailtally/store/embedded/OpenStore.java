package org.mailtally.store.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.mailtally.store.embedded.file.Compaction;

/** An embedded store with a driver connected to it, as the process has it. */
record OpenStore(EmbeddedStore store, MongoClient client) implements AutoCloseable {
    /** Compacts a hundred times as often as usual. */
    static final Compaction EAGER = new Compaction(200_000, 50);

    static OpenStore in(Path directory) {
        return of(EmbeddedStore.open(directory));
    }

    static OpenStore in(Path directory, Compaction inUse) {
        return of(EmbeddedStore.open(directory, inUse));
    }

    private static OpenStore of(EmbeddedStore store) {
        return new OpenStore(store, MongoClients.create(store.pipelinesAddress()));
    }

    MongoCollection<Document> collection(String name) {
        return client.getDatabase("logs").getCollection(name);
    }

    /** All documents of a collection as JSON which tells their types. */
    List<String> all(String name) {
        JsonWriterSettings everyType =
                JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
        List<String> all = new ArrayList<>();
        collection(name).find().forEach(document -> all.add(document.toJson(everyType)));
        return all;
    }

    /** How many documents the store looks at to answer this. */
    long examinedBy(Runnable query) {
        long before = store.documentsExamined();
        query.run();
        return store.documentsExamined() - before;
    }

    @Override
    public void close() {
        client.close();
        store.close();
    }
}
