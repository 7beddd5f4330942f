package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.ServerApi;
import com.mongodb.ServerApiVersion;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.store.embedded.engine.Bson;

class WireProtocolTest {
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;

    private OpenStore open;

    @BeforeEach
    void open(@TempDir Path directory) {
        open = OpenStore.in(directory);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void hello_anyClient_hearsWireVersion13() {
        Document hello = open.client().getDatabase("admin").runCommand(new Document("hello", 1));
        assertThat(hello).containsEntry("maxWireVersion", 13).containsEntry("isWritablePrimary", true);
    }

    @Test
    void serverApiV1_connects() {
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(open.store().clientsAddress()))
                .serverApi(ServerApi.builder().version(ServerApiVersion.V1).build())
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            MongoCollection<Document> mail = client.getDatabase("logs").getCollection("mail");
            mail.insertOne(new Document("_id", 1));
            assertThat(mail.countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void writesWithoutAcknowledgement_areCarriedOut() {
        MongoCollection<Document> mail = open.collection("mail");
        MongoCollection<Document> unheard = mail.withWriteConcern(WriteConcern.UNACKNOWLEDGED);
        for (int id = 0; id < 100; id++) {
            unheard.insertOne(new Document("_id", id));
        }
        Awaitility.await().untilAsserted(() -> assertThat(mail.countDocuments()).isEqualTo(100));
    }

    @Test
    void upsertsWithoutAcknowledgement_areCarriedOut() {
        MongoCollection<Document> mail = open.collection("mail");
        mail.withWriteConcern(WriteConcern.UNACKNOWLEDGED).bulkWrite(Rows.raise(0, 100, 1), Rows.unordered());
        Awaitility.await().untilAsserted(() -> assertThat(mail.countDocuments()).isEqualTo(100));
    }

    @Test
    void upsertIntoACollectionOfTheSystem_isRefused() {
        MongoCollection<Document> mail = open.collection("mail");
        Rows.insert(mail, 1);
        assertThatThrownBy(() -> open.collection("system.namespaces").bulkWrite(Rows.raise(0, 2, 1), Rows.unordered()))
                .isInstanceOf(MongoBulkWriteException.class)
                .hasMessageContaining("cannot update system collection");
    }

    @Test
    void messageOfAStrangerThatBreaksOff_isRefused_andEndsItsConnectionOnly() throws Exception {
        MongoCollection<Document> mail = open.collection("mail");
        Rows.insert(mail, 1);
        try (Socket socket = new Socket(
                open.store().address().getAddress(), open.store().address().getPort())) {
            socket.getOutputStream().write(updateThatBreaksOff());
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("InvalidBSON");
        }
        mail.bulkWrite(Rows.raise(1, 2, 1), Rows.unordered());
        assertThat(mail.countDocuments()).isEqualTo(3);
    }

    /** OP_MSG: a command, and a sequence whose one update says that it is longer than the message. */
    private static byte[] updateThatBreaksOff() {
        ByteBuf message = Unpooled.buffer();
        message.writeIntLE(0).writeIntLE(1).writeIntLE(0).writeIntLE(OP_MSG).writeIntLE(0);
        message.writeByte(0)
                .writeBytes(Bson.encode(new de.bwaldvogel.mongo.bson.Document("update", "mail").append("$db", "logs")));
        byte[] name = "updates".getBytes(StandardCharsets.US_ASCII);
        message.writeByte(1).writeIntLE(Integer.BYTES + name.length + 1 + Integer.BYTES + 1);
        message.writeBytes(name).writeByte(0).writeIntLE(1_000_000).writeByte(0);
        message.setIntLE(0, message.writerIndex());
        return ByteBufUtil.getBytes(message);
    }

    @Test
    void legacyQueryCommand_isAnsweredForGreetingsAlone() throws Exception {
        try (Socket socket = new Socket(
                open.store().address().getAddress(), open.store().address().getPort())) {
            var insert = new de.bwaldvogel.mongo.bson.Document("insert", "mail")
                    .append("documents", List.of(new de.bwaldvogel.mongo.bson.Document("_id", "legacy")));
            socket.getOutputStream().write(query("logs.$cmd", insert));
            assertThat(reply(socket)).contains("requires authentication");
            socket.getOutputStream().write(query("admin.$cmd", new de.bwaldvogel.mongo.bson.Document("isMaster", 1)));
            assertThat(reply(socket)).contains("maxWireVersion");
        }
        assertThat(open.collection("mail").find().first()).isNull();
    }

    /** One reply, as far as it is text. */
    private static String reply(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] rest = new byte[Integer.reverseBytes(in.readInt()) - Integer.BYTES];
        in.readFully(rest);
        return new String(rest, StandardCharsets.ISO_8859_1);
    }

    @Test
    void find_moreThanABatch_returnsAllInOrder() {
        MongoCollection<Document> mail = open.collection("mail");
        Rows.insert(mail, 10_000);
        List<Document> all = mail.find().into(new ArrayList<>());
        assertThat(all).hasSize(10_000).isSortedAccordingTo((one, two) -> one.getString("_id")
                .compareTo(two.getString("_id")));
        assertThat(mail.find()
                        .sort(new Document("_id", -1))
                        .batchSize(7)
                        .limit(2_000)
                        .into(new ArrayList<>()))
                .hasSize(2_000)
                .startsWith(all.get(9_999))
                .endsWith(all.get(8_000));
        assertThat(mail.find()
                        .sort(new Document("msg_count", -1))
                        .skip(10)
                        .projection(new Document("_id", 1))
                        .batchSize(1_000)
                        .into(new ArrayList<>()))
                .hasSize(9_990)
                .startsWith(new Document("_id", Rows.id(9_989)));
    }

    @Test
    void find_documentsRemovedWhileReading_goesOn() {
        MongoCollection<Document> mail = open.collection("mail");
        Rows.insert(mail, 1_000);
        try (var cursor = mail.find().batchSize(10).iterator()) {
            for (int read = 0; read < 10; read++) {
                cursor.next();
            }
            mail.deleteMany(new Document("_id", new Document("$lt", Rows.id(500))));
            assertThat(cursor.next()).containsEntry("_id", Rows.id(500));
        }
    }

    private static byte[] query(String namespace, de.bwaldvogel.mongo.bson.Document command) {
        ByteBuf message = Unpooled.buffer();
        message.writeIntLE(0).writeIntLE(1).writeIntLE(0).writeIntLE(OP_QUERY).writeIntLE(0);
        message.writeBytes(namespace.getBytes(StandardCharsets.US_ASCII)).writeByte(0);
        message.writeIntLE(0).writeIntLE(-1).writeBytes(Bson.encode(command));
        message.setIntLE(0, message.writerIndex());
        return ByteBufUtil.getBytes(message);
    }
}
