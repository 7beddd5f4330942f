package org.mailtally.tally;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a by-value as it is stored and shown, made from the bytes of a line.
 *
 * <p>Lines are written by strangers, so: the bytes are UTF-8, what is not becomes U+FFFD; spaces and control characters at
 * the ends are dropped; control characters elsewhere, and those that turn or hide text (U+200B to U+200F, U+2028 to
 * U+202E and their like), become U+FFFD; of a text longer than {@link #LONGEST} characters the beginning is kept, with an
 * ellipsis. The rules are fixed here, not taken from the platform, so that every process names a value alike. Remembers
 * the last value, since mostly the next line has the same one; not thread-safe.
 */
final class ValueText {

    /** The value of a line that has none: the group took no part in the match or is empty, the line names no host. */
    static final String NONE = "-";

    /** The characters that a value has at most. */
    static final int LONGEST = 100;

    private static final int MOST_BYTES = 4 * LONGEST + 4;
    private static final char REPLACEMENT = '\ufffd';
    private static final int[][] UNSAFE = {
        {0, 0x1f},
        {0x7f, 0x9f},
        {0xad, 0xad},
        {0x61c, 0x61c},
        {0x180e, 0x180e},
        {0x200b, 0x200f},
        {0x2028, 0x202e},
        {0x2060, 0x206f},
        {0xfeff, 0xfeff},
        {0xfff9, 0xfffb},
        {0xe0000, 0xe007f},
    };

    private byte[] lastBytes = {};
    private String last = NONE;

    /** The value that the bytes {@code [from, to)} stand for. */
    String of(byte[] bytes, int from, int to) {
        if (Arrays.equals(bytes, from, to, lastBytes, 0, lastBytes.length)) {
            return last;
        }
        String value = text(bytes, from, to);
        lastBytes = Arrays.copyOfRange(bytes, from, to);
        last = value;
        return value;
    }

    private static String text(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && bytes[start] >= 0 && bytes[start] <= ' ') {
            start++;
        }
        int length = Math.min(to - start, MOST_BYTES);
        String text = new String(bytes, start, length, StandardCharsets.UTF_8).trim();
        StringBuilder safe = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            if (isUnsafe(character)) {
                safe.append(REPLACEMENT);
            } else {
                safe.appendCodePoint(character);
            }
            at += Character.charCount(character);
        }
        if (safe.length() > LONGEST) {
            int end = Character.isHighSurrogate(safe.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
            safe.setLength(end);
            safe.append('…');
        }
        return safe.length() == 0 ? NONE : safe.toString();
    }

    private static boolean isUnsafe(int character) {
        for (int[] range : UNSAFE) {
            if (character >= range[0] && character <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
