package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What the driver says of a store out of reach fills three lines with its own view of its servers. */
class StoreFaultTest {

    private static String fault(String place) {
        try (MongoClient client = MongoClients.create("mongodb://" + place + "/?serverSelectionTimeoutMS=3000")) {
            return StoreFault.of(catchThrowable(
                    () -> client.getDatabase("logs").getCollection("mail").countDocuments(new Document())));
        }
    }

    @Test
    void storeThatDoesNotListen_refusesTheConnection() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(fault("127.0.0.1:" + port)).isEqualTo("Connection refused");
    }

    @Test
    void storeOnAHostThatIsNot_namesTheHost() {
        assertThat(fault("store.invalid")).startsWith("there is no host store.invalid");
    }

    @Test
    void storeThatRefusesACommand_saysWhyWithoutItsWholeResponse() {
        MongoCommandException refused = new MongoCommandException(
                BsonDocument.parse("{ok: 0, errmsg: 'not authorized on logs', code: 13, codeName: 'Unauthorized'}"),
                new ServerAddress("db1"));

        assertThat(StoreFault.of(refused)).isEqualTo("not authorized on logs");
    }

    @Test
    void causeWithoutWords_isNamedByItsType() {
        assertThat(StoreFault.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}
