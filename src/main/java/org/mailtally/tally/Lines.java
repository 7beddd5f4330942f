package org.mailtally.tally;

/** The bounds of lines in bytes. */
final class Lines {

    private static final ByteSearch LINE_END = new ByteSearch("\n");

    private Lines() {}

    /** The index of the first byte of the line that holds the byte at {@code at}. */
    static int start(byte[] bytes, int at) {
        int start = at;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** The index of the line end at or behind {@code at}, or {@code length}. */
    static int end(byte[] bytes, int at, int length) {
        return LINE_END.next(bytes, at, length);
    }
}
