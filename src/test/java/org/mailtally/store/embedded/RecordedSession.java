package org.mailtally.store.embedded;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** The messages that a driver sends to a store in a session with commands of every kind. */
final class RecordedSession {

    private RecordedSession() {}

    /** Has a session with a store, and gives what the driver sent, in whole messages. */
    static List<byte[]> of(EmbeddedStore store) throws IOException {
        List<byte[]> sent = new CopyOnWriteArrayList<>();
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            daemon(() -> {
                while (true) {
                    record(listening.accept(), store.address().getPort(), sent);
                }
            });
            String address =
                    store.pipelinesAddress().replace(":" + store.address().getPort(), ":" + listening.getLocalPort());
            try (MongoClient client = MongoClients.create(address)) {
                use(client);
            }
        }
        return List.copyOf(sent);
    }

    /** Runs the session again, with nothing left of what was before. */
    static void use(MongoClient client) {
        MongoDatabase database = client.getDatabase("logs");
        database.drop();
        MongoCollection<Document> mail = database.getCollection("mail");
        mail.bulkWrite(Rows.raise(0, 20, 1), Rows.unordered());
        mail.bulkWrite(Rows.raise(5, 20, 2), Rows.unordered());
        MongoCollection<Document> other = database.getCollection("other");
        other.insertOne(new Document("_id", new ObjectId())
                .append("text", "täxt")
                .append("binary", new Binary(new byte[40]))
                .append("uuid", new Binary((byte) 4, new byte[16]))
                .append("old", UUID.randomUUID().toString())
                .append("number", new Decimal128(7))
                .append("date", Instant.EPOCH)
                .append("list", List.of(1, 2L, 3.0, true, new Document("deep", List.of(List.of())))));
        other.updateMany(Filters.exists("list"), Updates.combine(Updates.inc("n", 1), Updates.push("list", 9)));
        other.withWriteConcern(WriteConcern.UNACKNOWLEDGED).insertOne(new Document("_id", "unheard"));
        other.createIndex(Indexes.ascending("text"));
        other.findOneAndUpdate(Filters.eq("_id", "one"), Updates.set("a.b", 1));
        other.deleteMany(Filters.in("_id", "x", "y"));
        mail.find(Filters.regex("_id", "^2026.*outgoing")).batchSize(3).into(new ArrayList<>());
        mail.find(Filters.and(Filters.gte("_id", "2026"), Filters.lt("_id", "2027")))
                .sort(new Document("msg_count", -1))
                .limit(5)
                .into(new ArrayList<>());
        mail.aggregate(List.of(
                        new Document("$match", new Document("tracker", "outgoing")),
                        new Document("$group", new Document("_id", "$tracker").append("n", new Document("$sum", 1)))))
                .into(new ArrayList<>());
        mail.countDocuments(Filters.or(Filters.eq("msg_count", 1), Filters.not(Filters.type("_id", "string"))));
        mail.distinct("tracker", String.class).into(new ArrayList<>());
        database.listCollectionNames().into(new ArrayList<>());
        client.listDatabaseNames().into(new ArrayList<>());
    }

    private static void record(Socket client, int port, List<byte[]> sent) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        daemon(() -> server.getInputStream().transferTo(client.getOutputStream()));
        daemon(() -> {
            DataInputStream in = new DataInputStream(client.getInputStream());
            while (true) {
                byte[] length = in.readNBytes(Integer.BYTES);
                if (length.length < Integer.BYTES) {
                    server.close();
                    return;
                }
                ByteArrayOutputStream message = new ByteArrayOutputStream();
                message.write(length);
                message.write(in.readNBytes(Unpooled.wrappedBuffer(length).readIntLE() - Integer.BYTES));
                sent.add(message.toByteArray());
                server.getOutputStream().write(message.toByteArray());
            }
        });
    }

    /** What may end by a connection that is closed. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // the session is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
