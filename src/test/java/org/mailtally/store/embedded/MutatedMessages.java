package org.mailtally.store.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;

/**
 * A process of its own, with little memory, that opens a store and is sent the messages of a real session, mutated: by its own
 * pipeline, by another client and by strangers. It ends with 0 where the store took them all and then serves as before.
 */
final class MutatedMessages {
    private static final int AT_ONCE = 40;
    private static final int PATIENCE_MILLIS = 90_000;
    private static final int BATCHES_OF_A_LOGIN = 50;
    private static final int ROUNDS_OF_A_SESSION = 5;

    private MutatedMessages() {}

    /** @param arguments a folder, how many, and the seed */
    public static void main(String[] arguments) throws IOException {
        long wanted = Long.parseLong(arguments[1]);
        try (EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]))) {
            Mutations mutations = new Mutations(RecordedSession.of(store), Long.parseLong(arguments[2]));
            String[] callers = {store.pipelinesAddress(), store.clientsAddress(), ""};
            long sent = 0;
            try (MongoClient client = MongoClients.create(store.pipelinesAddress())) {
                for (int round = 0; sent < wanted; round++) {
                    sent += send(callers[round % callers.length], store, mutations);
                    if (round % ROUNDS_OF_A_SESSION == 0) {
                        RecordedSession.use(client); // what the mutated ones wrote would make all later ones slow
                    }
                }
                client.getDatabase("logs").getCollection("after").insertOne(new org.bson.Document("_id", "all"));
            }
            System.out.println(sent + " messages");
        }
        try (EmbeddedStore again = EmbeddedStore.open(Path.of(arguments[0]));
                MongoClient client = MongoClients.create(again.pipelinesAddress())) {
            if (client.getDatabase("logs").getCollection("after").countDocuments() != 1) {
                throw new IllegalStateException("the last document is not there");
            }
        }
    }

    /** Sends batches on one connection, as long as it is open; returns how many messages. */
    private static long send(String address, EmbeddedStore store, Mutations mutations) throws IOException {
        long sent = 0;
        try (WireClient client = connect(address, store.address().getPort())) {
            for (int batch = 0; batch < BATCHES_OF_A_LOGIN; batch++) {
                for (int message = 0; message < AT_ONCE; message++) {
                    client.send(mutations.next());
                    sent++;
                }
                client.send(WireClient.message(new Document("whatsmyuri", 1).append("$db", "admin")));
                if (!isPong(client)) {
                    break;
                }
            }
        } catch (SocketException e) {
            // closed, as it may be behind a message that is none
        }
        return sent;
    }

    private static WireClient connect(String address, int port) throws IOException {
        WireClient client = address.isEmpty() ? new WireClient(port) : WireClient.loggedIn(address);
        return client.patient(PATIENCE_MILLIS);
    }

    /** Reads answers up to the one behind the batch; false where the connection was closed. */
    private static boolean isPong(WireClient client) throws IOException {
        for (Document answer = client.answer(); answer != null; answer = client.answer()) {
            if (answer.containsKey("you")) {
                return true;
            }
        }
        return false;
    }
}
