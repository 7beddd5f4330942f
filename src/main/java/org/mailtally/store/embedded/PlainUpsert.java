package org.mailtally.store.embedded;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upsert of the plainest kind, which is what rows are written by: the document that it inserts where its `_id` is not
 * there yet, made of the bytes that came.
 *
 * <p>Plain is one that is asked for by `_id`, a string, and other fields of one value each, and whose operators do no more
 * to a missing field than set it. The engine comes to the same document, by way of a decoded one, a search and a path for
 * each field, which takes several times as long.
 */
final class PlainUpsert {
    private static final int MOST_FIELDS = 32;

    private final ByteBuffer bytes;
    private final byte[] inserted;
    private final int[] names = new int[MOST_FIELDS];
    private int size = Integer.BYTES;
    private int fields;
    private String id = "";
    private @Nullable Instant time;

    private PlainUpsert(ByteBuffer bytes, int length) {
        this.bytes = bytes;
        this.inserted = new byte[length];
    }

    /**
     * @param bytes the message, little-endian
     * @param start where the update begins, as an `update` command has it: `q`, `u` and `upsert`
     * @return null where it is not plain
     */
    static @Nullable PlainUpsert of(ByteBuffer bytes, int start) {
        try {
            PlainUpsert upsert = new PlainUpsert(bytes, Math.min(bytes.getInt(start), bytes.limit() - start));
            return upsert.read(new BsonElements(bytes, start)) ? upsert : null;
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            return null; // the engine says what is wrong with such bytes
        }
    }

    private boolean read(BsonElements update) {
        int selector = -1;
        int operators = -1;
        boolean upserts = false;
        while (update.next()) {
            if (update.isNamed("q") && update.type() == BsonElements.DOCUMENT) {
                selector = update.value();
            } else if (update.isNamed("u") && update.type() == BsonElements.DOCUMENT) {
                operators = update.value();
            } else if (update.isNamed("upsert")) {
                upserts = update.isTrue();
            } else if (!update.isNamed("multi") || update.isTrue()) {
                return false;
            }
        }
        return upserts
                && update.isAtEnd()
                && selector >= 0
                && operators >= 0
                && readId(selector)
                && putAll(selector)
                && readOperators(new BsonElements(bytes, operators));
    }

    private boolean readId(int selector) {
        BsonElements first = new BsonElements(bytes, selector);
        if (!first.next() || !first.isNamed("_id") || first.type() != BsonElements.STRING) {
            return false;
        }
        id = first.text();
        return true;
    }

    private boolean readOperators(BsonElements operators) {
        while (operators.next()) {
            if (operators.type() != BsonElements.DOCUMENT || !isSetting(operators) || !putAll(operators.value())) {
                return false;
            }
        }
        return operators.isAtEnd();
    }

    private static boolean isSetting(BsonElements operator) {
        return operator.isNamed("$set") || operator.isNamed("$max") || operator.isNamed("$setOnInsert");
    }

    /** Puts the fields of a document; false where one is there already, or is no plain one. */
    private boolean putAll(int document) {
        BsonElements elements = new BsonElements(bytes, document);
        while (elements.next()) {
            if (elements.type() == BsonElements.DOCUMENT || !isNewAndPlain(elements)) {
                return false;
            }
            if (elements.isNamed(RowTime.FIELD) && elements.type() == BsonElements.DATE) {
                time = Instant.ofEpochMilli(elements.date());
            }
            int length = elements.end() - elements.start();
            bytes.get(elements.start(), inserted, size, length);
            size += length;
        }
        return elements.isAtEnd();
    }

    private boolean isNewAndPlain(BsonElements element) {
        int name = element.start() + 1;
        if (bytes.get(name) == 0 || bytes.get(name) == '$' || fields == MOST_FIELDS) {
            return false;
        }
        for (int at = name; bytes.get(at) != 0; at++) {
            if (bytes.get(at) == '.') {
                return false;
            }
        }
        for (int other = 0; other < fields; other++) {
            if (isSame(name, names[other])) {
                return false;
            }
        }
        names[fields++] = name;
        return true;
    }

    private boolean isSame(int name, int other) {
        int at = 0;
        while (bytes.get(name + at) == bytes.get(other + at)) {
            if (bytes.get(name + at) == 0) {
                return true;
            }
            at++;
        }
        return false;
    }

    String id() {
        return id;
    }

    /** Whether the document follows {@link RowTime}. */
    boolean followsRowTime() {
        return time != null && RowTime.isFollowedBy(id, time);
    }

    /** The document, as BSON. */
    byte[] document() {
        byte[] document = new byte[size + 1];
        System.arraycopy(inserted, 0, document, 0, size);
        ByteBuffer.wrap(document).order(bytes.order()).putInt(0, document.length);
        return document;
    }
}
