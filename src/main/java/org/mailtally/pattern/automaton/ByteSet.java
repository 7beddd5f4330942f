package org.mailtally.pattern.automaton;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A set of bytes that a line can hold; a line end is never among them. Immutable and thread-safe. */
final class ByteSet {

    private static final int BYTES = 256;

    private final BitSet bytes;

    private ByteSet(BitSet bytes) {
        this.bytes = bytes;
        bytes.clear('\n');
    }

    /**
     * The bytes for which a piece of a pattern stands, as java.util.regex has it: so that a class means the same here,
     * with whatever the platform makes of it.
     *
     * @param piece a character, an escape or a class
     * @param flags those that are active there
     */
    static ByteSet of(String piece, int flags) {
        Matcher matcher = Pattern.compile(piece, flags).matcher("");
        BitSet found = new BitSet(BYTES);
        for (int each = 0; each < BYTES; each++) {
            found.set(each, matcher.reset(String.valueOf((char) each)).matches());
        }
        return new ByteSet(found);
    }

    /** A character of a pattern that stands for itself, or, where its case does not matter, for its other case as well. */
    static ByteSet of(char character, boolean ignoresCase) {
        BitSet found = new BitSet(BYTES);
        found.set(character);
        if (ignoresCase && character < 0x80) {
            found.set(Character.toLowerCase(character));
            found.set(Character.toUpperCase(character));
        }
        return new ByteSet(found);
    }

    /** The bytes that are part of a word for the edges of words; more than {@code \w} on some platforms. */
    static ByteSet ofWords() {
        Matcher edge = Pattern.compile("\\b").matcher("");
        BitSet found = new BitSet(BYTES);
        for (int each = 0; each < BYTES; each++) {
            found.set(each, edge.reset(String.valueOf((char) each)).find());
        }
        return new ByteSet(found);
    }

    /** The bytes of some characters. */
    static ByteSet ofAll(String characters) {
        BitSet found = new BitSet(BYTES);
        characters.chars().forEach(found::set);
        return new ByteSet(found);
    }

    boolean holds(int each) {
        return bytes.get(each);
    }

    /** These and others. */
    ByteSet with(ByteSet others) {
        BitSet all = (BitSet) bytes.clone();
        all.or(others.bytes);
        return new ByteSet(all);
    }

    /** Whether each byte is among them, by its value. */
    boolean[] table() {
        boolean[] table = new boolean[BYTES];
        bytes.stream().forEach(each -> table[each] = true);
        return table;
    }

    int size() {
        return bytes.cardinality();
    }

    /** The least of them; -1 where there is none. */
    int first() {
        return bytes.nextSetBit(0);
    }
}
