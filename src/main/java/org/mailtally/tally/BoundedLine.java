package org.mailtally.tally;

import java.nio.charset.StandardCharsets;

/** A line as the regex engine sees it: its bytes, a character each, of which only so many may be looked at. */
final class BoundedLine implements CharSequence {

    private static final int STEPS_PER_BYTE = 50;

    private byte[] bytes = {};
    private int from;
    private int to;
    private int steps;

    /** Takes the line {@code [from, to)}, with a budget of its own. */
    void take(byte[] newBytes, int newFrom, int newTo) {
        bytes = newBytes;
        from = newFrom;
        to = newTo;
        steps = LinePattern.MOST_STEPS + STEPS_PER_BYTE * (to - from);
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        if (--steps < 0) {
            throw new OutOfSteps();
        }
        return (char) (bytes[from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(bytes, from + start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The end of a line's budget: thrown through the regex engine, without a trace. */
    static final class OutOfSteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfSteps() {
            super("out of steps", null, false, false);
        }
    }
}
