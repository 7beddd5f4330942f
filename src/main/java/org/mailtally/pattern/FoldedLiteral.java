package org.mailtally.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A literal that is compared without regard to case: with 0x20 set in each byte. Immutable and thread-safe. */
final class FoldedLiteral {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FOLD = 0x20;

    private final byte[] bytes;
    private final int matcher;

    /**
     * @param text the literal, a character for each byte
     * @param matcher the index of the matcher that it belongs to
     */
    FoldedLiteral(String text, int matcher) {
        this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        this.matcher = matcher;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] |= FOLD;
        }
    }

    /** Its bytes, folded; nobody writes to them. */
    byte[] bytes() {
        return bytes;
    }

    /** Four of its bytes as a number, the first of them lowest; only the last three of it where there are no more. */
    int run(int at) {
        return at + Integer.BYTES <= bytes.length
                ? (int) INTS.get(bytes, at)
                : (int) INTS.get(bytes, at - 1) >>> Byte.SIZE;
    }

    int matcher() {
        return matcher;
    }

    /** Whether it stands in the bytes {@code [0, length)} from {@code start} on. */
    boolean isAt(int start, byte[] there, int length) {
        if (start < 0 || start + bytes.length > length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((there[start + i] | FOLD) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
