package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.UpdateOptions;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailtally.store.embedded.engine.Bson;

/** Updates as no driver sends them are stored whole, or refused with nothing of them stored. A check sum is not looked at. */
class OddUpdatesTest {
    private static final int OP_MSG = 2013;
    private OpenStore open;

    @BeforeEach
    void open(@TempDir Path directory) {
        open = OpenStore.in(directory);
        open.collection("ours").insertOne(new org.bson.Document("_id", "before"));
    }

    @AfterEach
    void close() {
        open.close();
    }

    static Stream<Arguments> stored() {
        byte[] plain = update(new Document("$set", new Document("n", 1)));
        byte[] ofMany = update(new Document("$set", new Document("n", 1)), "multi");
        return Stream.of(
                Arguments.of("a plain one", sections(sequence("updates", plain))),
                Arguments.of("a second sequence", sections(sequence("updates", plain), sequence("other", plain))),
                Arguments.of("many to be updated", sections(sequence("updates", ofMany))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stored")
    void anOddUpdateThatCanBeRead_isStored_withACheckSumToo(String what, byte[][] sections) throws Exception {
        for (boolean hasCheckSum : new boolean[] {false, true}) {
            open.collection("ours").deleteMany(new org.bson.Document());
            assertThat(ask(command("ours"), hasCheckSum, sections))
                    .as(what)
                    .contains("\"n\" : 1", "{ \"index\" : 0, \"_id\" : \"odd\" }");
            assertThat(open.collection("ours").find())
                    .containsExactly(
                            new org.bson.Document("_id", "odd").append("m", 1).append("n", 1));
        }
    }

    @Test
    void anEmptyReplacement_isStored() throws Exception {
        assertThat(ask(command("ours"), false, sequence("updates", update(new Document()))))
                .contains("\"n\" : 1");
        assertThat(open.all("ours")).containsExactly("{\"_id\": \"before\"}", "{\"_id\": \"odd\"}");
    }

    static Stream<Arguments> refused() {
        byte[] plain = update(new Document("$set", new Document("n", 1)));
        return Stream.of(
                refused("a sequence of another name", "UnknownError", sequence("Updates", plain)),
                refused("an empty sequence", "a sequence that is empty", sequence("updates")),
                refused(
                        "a body behind the sequence",
                        "sections that are not known",
                        sequence("updates", plain),
                        body(new Document("a", 1))),
                refused(
                        "an update longer than it says",
                        "bytes are left",
                        sequence("updates", with(plain, 0, plain.length + 40))),
                refused("an update of no length", "a length of 0", sequence("updates", new byte[4])),
                refused("an update of less than no length", "a length of -1", sequence("updates", with(plain, 0, -1))),
                refused("bytes of zeros", "a length of 0", sequence("updates", new byte[1_000_000])),
                refused("an operator twice", "already contains field", sequence("updates", twice("$set", "$max"))),
                refused("a field twice", "already contains field", sequence("updates", twice("n", "w"))),
                refused("a text without its end", "a string does not end", sequence("updates", endless("text"))),
                refused("a boolean of another value", "boolean value", sequence("updates", otherBoolean())),
                refused("names that are no UTF-8", "InvalidBSON", sequence("updates", namesThatDecodeAlike())),
                refused(
                        "a type that nobody knows",
                        "a type that is not stored",
                        sequence("updates", unknownType(plain))),
                refused("no update at all", "UnknownError"));
    }

    private static Arguments refused(String what, String answer, byte[]... sections) {
        return Arguments.of(what, answer, sections);
    }

    private static byte[][] sections(byte[]... sections) {
        return sections;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void anOddUpdateThatCannotBeRead_isRefused_andNothingOfItStored(String what, String answer, byte[][] sections)
            throws Exception {
        for (boolean hasCheckSum : new boolean[] {false, true}) {
            assertThat(ask(command("ours"), hasCheckSum, sections)).as(what).contains("\"ok\" : 0.0", answer);
        }
        assertThat(open.all("ours")).containsExactly("{\"_id\": \"before\"}");
    }

    @Test
    void aCollectionOfNoName_isRefused() throws Exception {
        byte[] updates = sequence("updates", update(new Document("$set", new Document("n", 1))));
        assertThat(ask(command(""), false, updates)).contains("Invalid ns");
        assertThat(ask(command("x".repeat(300)), false, updates)).contains("ns name too long");
        assertThat(ask(command("system.indexes"), false, updates)).contains("cannot update system collection");
        assertThat(ask(command(null), false, updates)).contains("\"ok\" : 0.0");
        assertThat(ask(command("ours").append("updates", List.of()), false, updates))
                .contains("a field of it twice");
    }

    @Test
    void aDocumentTooLargeToBeReadAgain_isNotStored() throws Exception {
        MongoCollection<org.bson.Document> mail = open.collection("ours");
        byte[] half = new byte[9_000_000];
        Arrays.fill(half, (byte) 'y');
        String text = new String(half, StandardCharsets.US_ASCII);
        byte[] update = Bson.encode(new Document("q", new Document("_id", "big").append("a", text))
                .append("u", new Document("$set", new Document("b", text)))
                .append("upsert", true));
        assertThat(ask(command("ours"), false, sequence("updates", update))).contains("BSONObjectTooLarge");
        assertThat(mail.find().into(new ArrayList<>())).hasSize(1);
    }

    @Test
    void anUpdateThatCannotBeRead_leavesTheCursorsOfOthersOpen() throws Exception {
        MongoCollection<org.bson.Document> mail = open.collection("ours");
        Rows.insert(mail, 100);
        try (MongoCursor<org.bson.Document> cursor = mail.find().batchSize(10).iterator()) {
            cursor.next();
            byte[] plain = update(new Document("$set", new Document("n", 1)));
            assertThat(ask(command("ours"), false, sequence("updates", unknownType(plain))))
                    .contains("InvalidBSON");
            int read = 1;
            while (cursor.hasNext()) {
                cursor.next();
                read++;
            }
            assertThat(read).isEqualTo(101);
        }
    }

    @Test
    void rowsByTheirTime_asLongAsAllFollowIt_areFoundAmongTheirKeys() {
        MongoCollection<org.bson.Document> mail = open.collection("rows");
        mail.bulkWrite(Rows.raise(0, 10, 1), Rows.unordered());
        mail.bulkWrite(Rows.raise(10, 10, 1), Rows.unordered());
        assertThat(examinedBetween(mail, 3, 6)).isEqualTo(4);
        mail.updateOne(
                new org.bson.Document("_id", "stray"),
                new org.bson.Document("$set", new org.bson.Document("insert_time", Rows.date(4))),
                new UpdateOptions().upsert(true));
        assertThat(examinedBetween(mail, 3, 6)).isEqualTo(21);
        mail.deleteOne(new org.bson.Document("_id", "stray"));
        assertThat(examinedBetween(mail, 3, 6)).isEqualTo(4);
    }

    private long examinedBetween(MongoCollection<org.bson.Document> rows, int from, int to) {
        org.bson.Document range = new org.bson.Document(
                "insert_time", new org.bson.Document("$gte", Rows.date(from)).append("$lt", Rows.date(to)));
        return open.examinedBy(() -> rows.find(range).into(new ArrayList<>()));
    }

    private static Document command(@Nullable String collection) {
        return new Document("update", collection).append("ordered", false).append("$db", "logs");
    }

    /** Inserts "odd", which has a field beside, where it is not there. */
    private static byte[] update(Document operators, String... flags) {
        Document update = new Document("q", new Document("_id", "odd").append("m", 1))
                .append("u", operators)
                .append("upsert", true);
        for (String flag : flags) {
            update.append(flag, true);
        }
        return Bson.encode(update);
    }

    private static byte[] with(byte[] bson, int at, int number) {
        byte[] changed = bson.clone();
        Unpooled.wrappedBuffer(changed).setIntLE(at, number);
        return changed;
    }

    /** Two operators, or two fields, of one name: the other one's, which is as long, is changed. */
    private static byte[] twice(String name, String other) {
        Document fields = name.startsWith("$")
                ? new Document(name, new Document("n", 1)).append(other, new Document("k", 2))
                : new Document("$set", new Document(name, 1).append(other, 2));
        byte[] update = update(fields);
        byte[] changed = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(changed, 0, update, indexOf(update, other + "\0"), changed.length);
        return update;
    }

    private static byte[] endless(String text) {
        byte[] update = update(new Document("$set", new Document("n", text)));
        int end = indexOf(update, text) + text.length();
        update[end] = 'x';
        return update;
    }

    private static byte[] otherBoolean() {
        byte[] update = update(new Document("$set", new Document("flag", true)));
        update[indexOf(update, "flag") + 5] = 2;
        return update;
    }

    private static byte[] namesThatDecodeAlike() {
        byte[] update = update(new Document("$set", new Document("tta", 1).append("ttb", 2)));
        update[indexOf(update, "tta") + 2] = (byte) 0xfe;
        update[indexOf(update, "ttb") + 2] = (byte) 0xff;
        return update;
    }

    private static byte[] unknownType(byte[] plain) {
        byte[] changed = plain.clone();
        changed[indexOf(changed, "n\0\1") - 1] = 0x55;
        return changed;
    }

    private static int indexOf(byte[] bytes, String text) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isNotNegative();
        return at;
    }

    private static byte[] body(Document document) {
        return ByteBufUtil.getBytes(Unpooled.buffer().writeByte(0).writeBytes(Bson.encode(document)));
    }

    private static byte[] sequence(String name, byte[]... updates) {
        ByteBuf section = Unpooled.buffer().writeByte(1).writeIntLE(0);
        section.writeBytes(name.getBytes(StandardCharsets.US_ASCII)).writeByte(0);
        Stream.of(updates).forEach(section::writeBytes);
        return ByteBufUtil.getBytes(section.setIntLE(1, section.writerIndex() - 1));
    }

    /** What is answered. */
    private String ask(Document command, boolean hasCheckSum, byte[]... sections) throws IOException {
        ByteBuf message =
                Unpooled.buffer().writeIntLE(0).writeIntLE(1).writeIntLE(0).writeIntLE(OP_MSG);
        message.writeIntLE(hasCheckSum ? 1 : 0).writeBytes(body(command));
        Stream.of(sections).forEach(message::writeBytes);
        if (hasCheckSum) {
            message.writeIntLE(0);
        }
        message.setIntLE(0, message.writerIndex());
        try (WireClient client = WireClient.loggedIn(open.store().pipelinesAddress())) {
            client.send(ByteBufUtil.getBytes(message));
            return String.valueOf(client.answer());
        }
    }
}
