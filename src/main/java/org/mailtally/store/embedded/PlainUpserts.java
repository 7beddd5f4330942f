package org.mailtally.store.embedded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.wire.Limits;

/**
 * Finds out which updates of a message are plain upserts, and makes their documents of the bytes that came.
 *
 * <p>Plain is one that is asked for by `_id`, a string, and other fields of one value each, and whose operators do no more
 * to a missing field than set it. The engine comes to the same document, by way of a decoded one, a search and a path for
 * each field, which takes several times as long. What the engine would refuse, or might read otherwise, is not plain. Not
 * thread-safe.
 */
final class PlainUpserts {
    private static final int MOST_FIELDS = 32;

    private final byte[] bytes;
    private final int[] names = new int[MOST_FIELDS];
    /** Room for the document of an update, which is shorter than the update. */
    private byte[] document = {};

    private int size;
    private int fields;
    private @Nullable Instant time;

    /** @param bytes the message */
    PlainUpserts(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads an update as an `update` command has it, with `q`, `u` and `upsert`; null where it is not plain.
     *
     * @param start where it begins
     * @throws IndexOutOfBoundsException where the bytes break off
     */
    @Nullable
    PlainUpsert read(int start) {
        BsonElements update = new BsonElements(bytes, start);
        int length = BsonElements.int32(bytes, start);
        if (length > Limits.DOCUMENT) {
            return null;
        }
        if (document.length < length) {
            document = new byte[length];
        }
        size = Integer.BYTES;
        fields = 0;
        time = null;
        return readUpdate(update);
    }

    private @Nullable PlainUpsert readUpdate(BsonElements update) {
        int selector = -1;
        int operators = -1;
        boolean upserts = false;
        while (update.next()) {
            if (selector < 0 && update.isNamed("q") && update.type() == BsonElements.DOCUMENT) {
                selector = update.value();
            } else if (operators < 0 && update.isNamed("u") && update.type() == BsonElements.DOCUMENT) {
                operators = update.value();
            } else if (!upserts && update.isNamed("upsert") && update.isTrue()) {
                upserts = true;
            } else {
                return null;
            }
        }
        boolean isWhole = upserts && update.isAtEnd() && selector >= 0 && operators >= 0;
        String id = isWhole ? id(selector) : null;
        return id != null && putAll(selector) && putOperators(operators) ? inserting(id) : null;
    }

    private @Nullable String id(int selector) {
        BsonElements first = new BsonElements(bytes, selector);
        boolean isText = first.next() && first.isNamed("_id") && first.type() == BsonElements.STRING;
        return isText ? first.text() : null;
    }

    private boolean putOperators(int update) {
        BsonElements operators = new BsonElements(bytes, update);
        int found = 0;
        while (operators.next()) {
            int operator = operators.type() == BsonElements.DOCUMENT ? setting(operators) : 0;
            if (operator == 0 || (found & operator) != 0 || !putAll(operators.value())) {
                return false;
            }
            found |= operator;
        }
        return found != 0 && operators.isAtEnd();
    }

    /** A bit for each operator that sets what is missing; 0 for any other. */
    private static int setting(BsonElements operator) {
        if (operator.isNamed("$set")) {
            return 1;
        }
        if (operator.isNamed("$max")) {
            return 2;
        }
        return operator.isNamed("$setOnInsert") ? 4 : 0;
    }

    /** Puts the fields of a document; false where one is there already, or is no plain one. */
    private boolean putAll(int from) {
        BsonElements elements = new BsonElements(bytes, from);
        while (elements.next()) {
            if (elements.type() == BsonElements.DOCUMENT || !isNewAndPlain(elements.start() + 1)) {
                return false;
            }
            if (elements.isNamed(RowTime.FIELD) && elements.type() == BsonElements.DATE) {
                time = Instant.ofEpochMilli(elements.date());
            }
            int length = elements.end() - elements.start();
            System.arraycopy(bytes, elements.start(), document, size, length);
            size += length;
        }
        return elements.isAtEnd();
    }

    /** Whether the name at a place is of ASCII characters, no path and no operator, and was not put before. */
    private boolean isNewAndPlain(int name) {
        if (bytes[name] == 0 || bytes[name] == '$' || fields == MOST_FIELDS) {
            return false;
        }
        for (int at = name; bytes[at] != 0; at++) {
            if (bytes[at] == '.' || bytes[at] < 0) {
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
        while (bytes[name + at] == bytes[other + at]) {
            if (bytes[name + at] == 0) {
                return true;
            }
            at++;
        }
        return false;
    }

    private PlainUpsert inserting(String id) {
        byte[] whole = Arrays.copyOf(document, size + 1);
        whole[size] = 0; // where a longer one was before
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(0, whole.length);
        return new PlainUpsert(id, whole, time != null && RowTime.isFollowedBy(id, time));
    }
}
