package org.mailtally.gviz.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** A text being written, as UTF-8 bytes in one growing array. For one thread. */
public final class Utf8 {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The digits of a signature. */
    public static final int SIGNATURE = 16;

    /** Doubles below this print as whole numbers when they are whole: each of them is exact. */
    private static final double EXACT = 1L << 53;

    /** Up to here thousandths have at most 15 digits. */
    private static final double MOST_THOUSANDTHS = 1e15;

    private byte[] bytes;
    private int length;

    public Utf8(int expectedLength) {
        bytes = new byte[Math.max(64, expectedLength)];
    }

    public int length() {
        return length;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public Utf8 ascii(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
        return this;
    }

    public Utf8 ascii(String text) {
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    public Utf8 ascii(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** Any text as it is; half a surrogate pair becomes a question mark. */
    public Utf8 text(String text) {
        return ascii(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A code point that is no surrogate. */
    public Utf8 character(int codePoint) {
        reserve(4);
        if (codePoint < 0x80) {
            bytes[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xc0 | (codePoint >> 6));
            continuation(codePoint);
        } else if (codePoint < 0x10000) {
            bytes[length++] = (byte) (0xe0 | (codePoint >> 12));
            continuation(codePoint >> 6);
            continuation(codePoint);
        } else {
            bytes[length++] = (byte) (0xf0 | (codePoint >> 18));
            continuation(codePoint >> 12);
            continuation(codePoint >> 6);
            continuation(codePoint);
        }
        return this;
    }

    private void continuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3f));
    }

    /** As many characters of a text from a position on as a set holds, which is one of ASCII; says how many. */
    public int whileIn(boolean[] set, String text, int from) {
        int end = text.length();
        reserve(end - from);
        int at = from;
        int to = length;
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (c >= set.length || !set[c]) {
                break;
            }
            bytes[to++] = (byte) c;
        }
        length = to;
        return at - from;
    }

    /** A finite number in its shortest form: whole ones without a point, ASCII digits always. */
    public Utf8 number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return whole((long) value);
        }
        // Decimals of up to 15 digits name different doubles, so one that names this double is its shortest form.
        double thousandths = Math.rint(value * 1000);
        if (Math.abs(thousandths) < MOST_THOUSANDTHS && thousandths / 1000 == value) {
            return thousandths((long) thousandths);
        }
        return ascii(Double.toString(value));
    }

    private Utf8 thousandths(long value) {
        if (value < 0) {
            ascii('-');
        }
        long positive = Math.abs(value);
        whole(positive / 1000).ascii('.');
        int behind = (int) (positive % 1000);
        return behind % 100 == 0
                ? padded(behind / 100, 1)
                : behind % 10 == 0 ? padded(behind / 10, 2) : padded(behind, 3);
    }

    public Utf8 whole(long value) {
        if (value < 0) {
            ascii('-');
            value = -value;
        }
        int digits = 1;
        for (long power = 10; digits < 18 && value >= power; power *= 10) {
            digits++;
        }
        return padded(value, digits);
    }

    /** The last digits of a whole number that is not negative, with zeros before it. */
    Utf8 padded(long value, int digits) {
        reserve(digits);
        int at = length + digits - 1;
        long rest = value;
        for (; rest > Integer.MAX_VALUE && at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        for (int small = (int) rest; at >= length; at--) {
            bytes[at] = (byte) ('0' + small % 10);
            small /= 10;
        }
        length += digits;
        return this;
    }

    /** The lowest four hexadecimal digits. */
    public Utf8 hex4(int value) {
        return ascii((char) HEX[value >> 12 & 15])
                .ascii((char) HEX[value >> 8 & 15])
                .ascii((char) HEX[value >> 4 & 15])
                .ascii((char) HEX[value & 15]);
    }

    /** Writes other ASCII bytes over those that stand from a position on. */
    public void overwrite(int position, String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[position + i] = (byte) text.charAt(i);
        }
    }

    /** 16 hexadecimal digits that differ when the bytes from a position on differ, but for one chance in 2⁶⁴. */
    public String signature(int from) {
        return signature(bytes, from, length);
    }

    /** The same of other bytes, from one position to before another. */
    public static String signature(byte[] bytes, int from, int to) {
        CRC32 first = new CRC32();
        first.update(bytes, from, to - from);
        CRC32C second = new CRC32C();
        second.update(bytes, from, to - from);
        return HexFormat.of().toHexDigits(first.getValue() << 32 | second.getValue());
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
