package org.mailtally.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bounds of lines in bytes. */
public final class Lines {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWS = 0x7f7f7f7f7f7f7f7fL;
    private static final long LINE_ENDS = '\n' * 0x0101010101010101L;
    private static final ByteSearch LINE_END = new ByteSearch("\n");

    private Lines() {}

    /** The index of the first byte of the line that holds the byte at {@code at}. */
    public static int start(byte[] bytes, int at) {
        return start(bytes, at, 0);
    }

    /** The same, or {@code from} where that lies behind it. */
    public static int start(byte[] bytes, int at, int from) {
        int start = at;
        for (; start - Long.BYTES >= from; start -= Long.BYTES) {
            long different = (long) LONGS.get(bytes, start - Long.BYTES) ^ LINE_ENDS;
            long found = ~(((different & LOWS) + LOWS) | different | LOWS);
            if (found != 0) {
                return start - (Long.numberOfLeadingZeros(found) >>> 3);
            }
        }
        while (start > from && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** The index of the line end at or behind {@code at}, or {@code length}. */
    public static int end(byte[] bytes, int at, int length) {
        return LINE_END.next(bytes, at, length);
    }
}
