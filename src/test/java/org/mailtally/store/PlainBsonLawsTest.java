package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** Whatever is put into a document, its bytes are those which the driver writes. */
final class PlainBsonLawsTest {

    private static final long LAST_SECOND = 253_402_300_799L;

    @Property
    void aDocument_theSameBytes_asOfTheDriver(
            @ForAll("fields") @Size(max = 12) List<Field> fields, @ForAll @IntRange(max = 300) int room) {
        PlainBson own = new PlainBson(room);
        Document driver = new Document();
        for (int index = 0; index < fields.size(); index++) {
            fields.get(index).put("field" + index, own, driver);
        }
        assertThat(bytes(own.document())).isEqualTo(bytes(driver));
    }

    private static byte[] bytes(org.bson.BsonDocument document) {
        var buffer = ((RawBsonDocument) document).getByteBuffer().asNIO();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] bytes(Document document) {
        return bytes(new RawBsonDocument(
                document, MongoClientSettings.getDefaultCodecRegistry().get(Document.class)));
    }

    /** Something that can be put. */
    interface Field {
        void put(String name, PlainBson own, Document driver);
    }

    @Provide
    Arbitrary<List<Field>> fields() {
        return Arbitraries.oneOf(plain(), within()).list();
    }

    private static Arbitrary<Field> plain() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().withChars("a \0é\u20ac").ofMaxLength(300),
                Arbitraries.of("", "\ud83d\ude80", "2026-11-23T09:55Z outgoing 4f"));
        return Arbitraries.oneOf(
                texts.map(text -> (name, own, driver) -> {
                    own.text(name, text);
                    driver.append(name, text);
                }),
                Arbitraries.longs().map(number -> (name, own, driver) -> {
                    own.number(name, number);
                    driver.append(name, number == number.intValue() ? (Object) number.intValue() : number);
                }),
                Arbitraries.longs().between(-LAST_SECOND, LAST_SECOND).map(seconds -> (name, own, driver) -> {
                    own.time(name, seconds);
                    driver.append(name, Instant.ofEpochSecond(seconds));
                }),
                texts.list().ofMaxSize(12).map(all -> (name, own, driver) -> {
                    own.texts(name, all);
                    driver.append(name, all);
                }));
    }

    private static Arbitrary<Field> within() {
        return plain().list().ofMaxSize(4).map(fields -> (name, own, driver) -> {
            own.begin(name);
            Document inner = new Document();
            for (int index = 0; index < fields.size(); index++) {
                fields.get(index).put("inner" + index, own, inner);
            }
            own.end();
            driver.append(name, inner);
        });
    }
}
