package org.mailtally.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The head of a dated line, as far as another line must have it to be of the same minute: the bytes up to the minute and
 * of the zone are the same, the digits between may be others, of a second below 60, and so may a small letter that shows that no zone is
 * written: the first one of a host. Mutable and reused; not thread-safe.
 */
public final class LineHead {

    /*
     * Compared eight bytes at a time. Of each byte it is known whether it has to be equal or only a digit; 0x06 added to a
     * digit stays within 0x30 to 0x3f, and within 0x30 to 0x3f before, as is so of no other byte. (A byte above 0xf9
     * carries into the next one, but has been found to be no digit by then.) The last eight bytes are compared once more
     * rather than fewer at a time. The first words, up to the minute, have to be equal as they are.
     */

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_HALVES = 0xf0f0f0f0f0f0f0f0L;
    private static final long SIXES = 0x0606060606060606L;
    private static final long DIGITS = 0x3333333333333333L;
    private static final int LONGEST = 64;

    /** The bits by which small letters, and five bytes behind them that begin no zone, differ from others. */
    private static final int SMALL_LETTERS = 0xe0;

    private static final int SMALL_LETTER = 0x60;
    private static final int WORD = Long.BYTES;

    private final byte[] digits = new byte[LONGEST];
    private final byte[] equal = new byte[LONGEST];
    private final byte[] values = new byte[LONGEST];
    private final long[] digitMasks = new long[LONGEST / WORD];
    private final long[] equalMasks = new long[LONGEST / WORD];
    private final long[] equalValues = new long[LONGEST / WORD];
    private int length;
    private int seconds;
    private int equalWords;

    /** Forgets the head. */
    public void clear() {
        length = 0;
    }

    /** Takes the head of the line that begins at {@code from}, which was read; none where the next line may differ in more. */
    public void take(WrittenTime time, byte[] bytes, int from) {
        length = 0;
        int end = time.comparedEnd;
        if (end - from > LONGEST || end - from < WORD) {
            return;
        }
        int minute = time.minuteEnd - from;
        int zone = time.zoneStart - from;
        length = end - from;
        seconds = bytes[time.minuteEnd] == ':' ? minute + 1 : minute;
        for (int i = 0; i < length; i++) {
            byte b = bytes[from + i];
            boolean isDigit = i > minute && i < zone && b >= '0' && b <= '9';
            digits[i] = (byte) (isDigit ? 0xff : 0);
            equal[i] = (byte) (isDigit ? 0 : 0xff);
            values[i] = isDigit ? 0 : b;
        }
        if (time.zoneStart == end - 2 && (bytes[end - 1] & SMALL_LETTERS) == SMALL_LETTER) {
            equal[length - 1] = (byte) SMALL_LETTERS;
            values[length - 1] = SMALL_LETTER;
        }
        for (int word = 0; word * WORD < length; word++) {
            int at = place(word);
            digitMasks[word] = (long) LONGS.get(digits, at);
            equalMasks[word] = (long) LONGS.get(equal, at);
            equalValues[word] = (long) LONGS.get(values, at);
        }
        equalWords = 0;
        while (equalWords * WORD < length && digitMasks[equalWords] == 0) {
            equalWords++;
        }
    }

    /**
     * The index behind this head where it stands at {@code from}; {@code from} itself where it does not, or there is none.
     * No byte of it is a line end.
     */
    public int behind(byte[] bytes, int from, int to) {
        if (length == 0 || to - from < length) {
            return from;
        }
        int word = 0;
        for (; word < equalWords; word++) {
            if ((long) LONGS.get(bytes, from + place(word)) != equalValues[word]) {
                return from;
            }
        }
        for (; word * WORD < length; word++) {
            long there = (long) LONGS.get(bytes, from + place(word));
            long halves = (there & HIGH_HALVES) | (((there + SIXES) & HIGH_HALVES) >>> 4);
            if ((there & equalMasks[word]) != equalValues[word] || ((halves ^ DIGITS) & digitMasks[word]) != 0) {
                return from;
            }
        }
        return bytes[from + seconds] < '6' ? from + length : from;
    }

    private int place(int word) {
        return Math.min(word * WORD, length - WORD);
    }
}
