package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.bson.BsonBinaryWriter;
import org.bson.BsonSerializationException;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.ObjectId;

/** Whatever the document, it is written to the bytes that the driver's own codec writes. */
final class PlainDocumentCodecLawsTest {

    private final CodecRegistry registry = CodecRegistries.fromRegistries(
            CodecRegistries.fromProviders(PlainDocumentCodec.provider()),
            MongoClientSettings.getDefaultCodecRegistry());
    private final Codec<Document> own = registry.get(Document.class);
    private final Codec<Document> driver =
            MongoClientSettings.getDefaultCodecRegistry().get(Document.class);

    @Property
    void aDocument_theSameBytes_asOfTheDriver(@ForAll("documents") Document document) {
        assertThat(bytes(own, document)).isEqualTo(bytes(driver, document));
        assertThat(inside(own, document)).isEqualTo(inside(driver, document));
    }

    @Example
    void rowsAsTheyAreRaised_theSameBytes_asOfTheDriver() {
        Document raise = new Document("$max", new Document("msg_count", Long.MAX_VALUE).append("position", 0L))
                .append("$setOnInsert", new Document("insert_time", Instant.EPOCH).append("log", "4f1e"));
        assertThat(own).isInstanceOf(PlainDocumentCodec.class);
        assertThat(bytes(own, raise)).isEqualTo(bytes(driver, raise));
    }

    @Example
    void aNameThatHoldsAZero_isRefused_asByTheDriver() {
        Document document = new Document("a\0b", 1);
        assertThatThrownBy(() -> bytes(driver, document)).isInstanceOf(BsonSerializationException.class);
        assertThatThrownBy(() -> bytes(own, document)).isInstanceOf(BsonSerializationException.class);
    }

    private static byte[] bytes(Codec<Document> codec, Document document) {
        BasicOutputBuffer out = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            codec.encode(writer, document, EncoderContext.builder().build());
        }
        return out.toByteArray();
    }

    /** As the driver has filters and updates written: as a field of a message that goes on behind it. */
    private static byte[] inside(Codec<Document> codec, Document document) {
        BasicOutputBuffer out = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            writer.writeStartDocument();
            writer.writeName("q");
            codec.encode(writer, document, EncoderContext.builder().build());
            writer.writeBoolean("upsert", true);
            writer.writeEndDocument();
        }
        return out.toByteArray();
    }

    @Provide
    Arbitrary<Document> documents() {
        return Arbitraries.lazyOf(() -> documentsOf(values()), () -> documentsOf(plain()));
    }

    private static Arbitrary<Document> documentsOf(Arbitrary<Object> values) {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("_$.aé\u20ac")
                .withChars('0', '9')
                .ofMinLength(0)
                .ofMaxLength(5);
        return Arbitraries.maps(names, values).ofMaxSize(6).map(Document::new);
    }

    private static Arbitrary<Object> plain() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200).map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.longs()
                        .between(-62_000_000_000_000L, 253_000_000_000_000L)
                        .map(Instant::ofEpochMilli)
                        .map(Object.class::cast));
    }

    private Arbitrary<Object> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, plain()),
                Tuple.of(2, plain().list().ofMaxSize(12).map(Object.class::cast)),
                Tuple.of(2, documents().map(Object.class::cast)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                1.5,
                                new BsonTimestamp(7),
                                new ObjectId("6565f0f0f0f0f0f0f0f0f0f0"),
                                Arrays.asList("x", null),
                                List.of(
                                        new BsonTimestamp(7),
                                        new Document("a", new ObjectId("6565f0f0f0f0f0f0f0f0f0f0"))))));
    }
}
