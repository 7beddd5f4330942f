package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key under which a value is kept in a sorted map.
 *
 * <p>Strings keep their order and lie together: {@link #FIRST_STRING} ≤ key &lt; {@link #AFTER_STRINGS}. Every other value
 * becomes the bytes of its normal form, in which numbers that are equal by value (1, 1L, 1.0) are one, as on MongoDB.
 */
final class DocumentKey {
    static final String FIRST_STRING = "s";
    static final String AFTER_STRINGS = "t";
    private static final String OTHER = "b";

    private DocumentKey() {}

    static String of(@Nullable Object value) {
        if (value instanceof String string) {
            return FIRST_STRING + string;
        }
        List<@Nullable Object> single = new ArrayList<>();
        single.add(value);
        return ofAll(new KeyValue(single));
    }

    /** The key of the values of an index, in its order of fields. */
    static String ofAll(KeyValue values) {
        Document normal = new Document();
        int field = 0;
        for (Object value : values.normalized()) {
            normal.put(String.valueOf(field++), value);
        }
        return OTHER + new String(Bson.encode(normal), StandardCharsets.ISO_8859_1);
    }

    /** The normal form of the values that {@link #ofAll} made this key of. */
    static KeyValue values(String key) {
        byte[] bson = key.substring(OTHER.length()).getBytes(StandardCharsets.ISO_8859_1);
        return new KeyValue(Bson.decode(bson).values());
    }
}
