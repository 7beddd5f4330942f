package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.rounds.Rounds;
import org.mailtally.rounds.Seed;
import org.mailtally.store.embedded.engine.Bson;

/** Messages and connections that are there to end the process, or to keep it from serving others. */
class HostileMessagesTest {
    @RegisterExtension
    private final Seed seed = Seed.random();

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
    void mutatedMessagesOfASession_doNotEndAProcessOfLittleMemory(
            @TempDir(factory = InMemory.class) Path store, @TempDir Path directory) throws Exception {
        int wanted = Rounds.of("mailtally.mutations", 20_000, 1_000_000);
        Path said = directory.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:MaxDirectMemorySize=32m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MutatedMessages.class.getName(),
                        store.toString(),
                        String.valueOf(wanted),
                        String.valueOf(seed.value()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aBinaryThatSaysItIsOfTwoGigabytes_isRefused() throws IOException {
        byte[] message = WireClient.message(new Document("find", "mail")
                .append("b", new BinData(new byte[4]))
                .append("$db", "logs"));
        int binary = message.length - 4 - 5 - "$db".length() - 1 - 1 - "logs".length() - 1 - 4 - 1;
        assertThat(message[binary]).isEqualTo((byte) 4);
        Unpooled.wrappedBuffer(message).setIntLE(binary, 0x7ffffff0);
        for (boolean isKnown : List.of(true, false)) {
            try (WireClient client = isKnown
                    ? WireClient.loggedIn(open.store().clientsAddress())
                    : new WireClient(open.store().address().getPort())) {
                client.send(message);
                assertThat(client.answer()).containsEntry("codeName", "InvalidBSON");
            }
        }
    }

    @Test
    void documentsWithinDocuments_areRefusedBeforeTheStackIsFull() throws IOException {
        Document deep = new Document("d", 1);
        for (int level = 0; level < 100; level++) {
            deep = new Document("d", deep);
        }
        try (WireClient client = WireClient.loggedIn(open.store().clientsAddress())) {
            Document find = new Document("find", "mail").append("filter", deep).append("$db", "logs");
            assertThat(String.valueOf(client.command(find).get("errmsg"))).contains("nest deeper than 100");
            client.send(nested(500_000));
            assertThat(String.valueOf(Objects.requireNonNull(client.answer()).get("errmsg")))
                    .contains("nest deeper than 100");
        }
    }

    /** A command with so many documents in each other that no stack holds them. */
    private static byte[] nested(int levels) {
        int head = 16 + 5;
        ByteBuf message = Unpooled.buffer(head + levels * 8);
        message.writeIntLE(head + levels * 8)
                .writeIntLE(1)
                .writeIntLE(0)
                .writeIntLE(WireClient.OP_MSG)
                .writeIntLE(0)
                .writeByte(0);
        for (int level = levels; level > 0; level--) {
            message.writeIntLE(level * 8).writeByte(3).writeByte('d').writeByte(0);
        }
        return ByteBufUtil.getBytes(message.writeZero(levels));
    }

    @Test
    void aMessageThatIsTooLong_isRefusedInWords_andPassedOver() throws IOException {
        byte[] message = new byte[17_000_000];
        System.arraycopy(WireClient.message(new Document("ping", 1)), 0, message, 0, 16);
        Unpooled.wrappedBuffer(message).setIntLE(0, message.length);
        try (WireClient client = WireClient.loggedIn(open.store().clientsAddress())) {
            client.send(message);
            assertThat(client.answer()).containsEntry("codeName", "BSONObjectTooLarge");
            assertThat(client.command(new Document("ping", 1).append("$db", "admin")))
                    .containsEntry("ok", 1.0);
        }
    }

    @Test
    void whatIsAnnounced_isTaken() throws IOException {
        try (WireClient client = WireClient.loggedIn(open.store().clientsAddress())) {
            Document hello = client.command(new Document("hello", 1).append("$db", "admin"));
            int most = (int) Objects.requireNonNull(hello.get("maxBsonObjectSize"));
            Document largest = new Document("_id", "largest").append("text", "x".repeat(most - 40));
            assertThat(Bson.encode(largest).length).isBetween(most - 10, most);
            Document insert = new Document("insert", "mail")
                    .append("documents", List.of(largest))
                    .append("$db", "logs");
            assertThat(client.command(insert)).containsEntry("n", 1);
            largest.append("_id", "larger").append("more", "x".repeat(20));
            assertThat(String.valueOf(client.command(insert).get("writeErrors")))
                    .contains("BSONObjectTooLarge");
            Document longer = new Document("$set", new Document("more", "x".repeat(100)));
            Document update = new Document("q", new Document("_id", "largest")).append("u", longer);
            assertThat(client.command(new Document("update", "mail")
                            .append("updates", List.of(update))
                            .append("$db", "logs")))
                    .containsEntry("codeName", "BSONObjectTooLarge");
        }
        assertThat(open.collection("mail").countDocuments()).isEqualTo(1);
    }

    @Test
    void aThousandConnectionsThatSayNothing_orHalfAMessage_keepNobodyFromTheStore() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int connection = 0; connection < 1_000; connection++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), open.store().address().getPort());
                silent.add(socket);
                if (connection % 2 == 0) {
                    socket.getOutputStream().write(new byte[] {0, 0x6c, (byte) 0xdc, 2, 1}); // 48,000,000
                }
            }
            Rows.insert(open.collection("mail"), 10);
            try (MongoClient later = MongoClients.create(open.store().clientsAddress())) {
                assertThat(later.getDatabase("logs").getCollection("mail").countDocuments())
                        .isEqualTo(10);
            }
            assertThat(silent.get(1).getInputStream().read())
                    .as("the first is closed")
                    .isEqualTo(-1);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }
}
