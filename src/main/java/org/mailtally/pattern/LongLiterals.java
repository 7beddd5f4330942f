package org.mailtally.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The search for the literals of several patterns in one pass, which looks at four bytes out of every four, eight or
 * sixteen places only, or at three. Not thread-safe.
 *
 * <p>Wherever a literal of so many places and three more bytes stands, one of those looks falls on four bytes of it. So
 * for each literal as many runs of four bytes as there are places between two looks are written into a table; where a look
 * finds one of them, the literals that it may be part of are compared whole. Of a literal the part is taken whose runs are
 * the rarest in a sample. With a literal of six bytes among them, runs of three bytes are looked for, every four places.
 */
final class LongLiterals {

    /*
     * Case is left out of account throughout: 0x20 is set in each byte before it is looked up or compared. So a pattern
     * that ignores case costs no more than any other, and the few lines more that are found are turned down by the
     * pattern itself. The loops are the same but for the stride: only with a constant one does the compiler leave out
     * the checks of indexes. A look always takes four bytes; where three count, the factor of their place in the table
     * lets the fourth, the highest, drop out. The last three bytes have no fourth behind them, and a look of their own.
     */

    /** The bytes that a literal must have. */
    static final int SHORTEST = 6;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int RUN = Integer.BYTES;
    private static final int LOWER = 0x20202020;
    private static final int SHORT_RUN = 3;
    private static final int FACTOR = 0x9E3779B1;
    private static final int TABLE_BITS = 13;
    private static final int[] STRIDES = {16, 8, 4};
    private static final int MOST_LITERALS = 4_000;

    /** What a find costs beside a look, in looks, roughly. */
    private static final int FIND_COST = 10;

    private final List<LineMatcher> matchers = new ArrayList<>();
    private final List<FoldedLiteral> literals = new ArrayList<>();
    private Run[] runs = {};
    private char[] table = {};
    private int[] lastHits = {};
    private int stride;
    private int run = RUN;

    /**
     * Four bytes of a literal, or three.
     *
     * @param before how many of its bytes stand before them
     * @param toRarest how far behind them the rarest four of it stand
     * @param rarest those
     * @param next the run that shares its place in the table, 0 for none
     */
    private record Run(FoldedLiteral literal, int before, int toRarest, int rarest, char next) {}

    /** Whether so many more literals can be taken. */
    boolean hasRoom(List<String> texts) {
        return literals.size() + texts.size() <= MOST_LITERALS;
    }

    /** Takes the literals of a pattern, each at least {@link #SHORTEST} long. */
    void add(LineMatcher matcher, List<String> texts) {
        texts.forEach(text -> literals.add(new FoldedLiteral(text, matchers.size())));
        matchers.add(matcher);
    }

    /** Chooses how far the looks lie apart, and the part of each literal that is looked for. */
    void arrange(Sample sample) {
        int shortest = literals.stream()
                .mapToInt(literal -> literal.bytes().length)
                .min()
                .orElse(0);
        run = shortest < STRIDES[STRIDES.length - 1] + RUN - 1 ? SHORT_RUN : RUN;
        double least = Double.MAX_VALUE;
        for (int tried : STRIDES) {
            if (tried + run - 1 <= shortest) {
                double finds = 0;
                for (FoldedLiteral literal : literals) {
                    finds += share(literal, rarest(literal, tried, sample), tried, sample);
                }
                double cost = (1 + FIND_COST * finds) / tried;
                if (cost < least) {
                    least = cost;
                    stride = tried;
                }
            }
        }
        table = new char[1 << TABLE_BITS];
        lastHits = new int[matchers.size()];
        runs = new Run[1 + literals.size() * stride];
        int factor = factor();
        char next = 0;
        for (FoldedLiteral literal : literals) {
            int from = rarest(literal, stride, sample);
            int rarest = rarestOfFour(literal, sample);
            for (int before = from; before < from + stride; before++) {
                int place = place(literal.run(before) | LOWER, factor);
                next++;
                runs[next] = new Run(literal, before, rarest - before, literal.run(rarest), table[place]);
                table[place] = next;
            }
        }
    }

    /** The index of the part of a literal whose runs are the rarest. */
    private int rarest(FoldedLiteral literal, int stride, Sample sample) {
        int rarest = 0;
        double least = Double.MAX_VALUE;
        for (int from = 0; from + stride + run - 1 <= literal.bytes().length; from++) {
            double share = share(literal, from, stride, sample);
            if (share < least) {
                least = share;
                rarest = from;
            }
        }
        return rarest;
    }

    private double share(FoldedLiteral literal, int from, int stride, Sample sample) {
        double share = 0;
        for (int before = from; before < from + stride; before++) {
            share += run == RUN ? sample.share(literal.bytes(), before) : sample.shareOfThree(literal.run(before));
        }
        return share;
    }

    private static int rarestOfFour(FoldedLiteral literal, Sample sample) {
        int rarest = 0;
        for (int at = 1; at + RUN <= literal.bytes().length; at++) {
            if (sample.share(literal.bytes(), at) < sample.share(literal.bytes(), rarest)) {
                rarest = at;
            }
        }
        return rarest;
    }

    /** Gives each matcher the lines that hold one of its literals. */
    void search(byte[] bytes, int length) {
        Arrays.fill(lastHits, -1);
        switch (stride) {
            case 16 -> searchBySixteen(bytes, length);
            case 8 -> searchByEight(bytes, length);
            case 4 -> {
                searchByFour(bytes, length);
                if (run == SHORT_RUN) {
                    lookAtTheLastThree(bytes, length);
                }
            }
            default -> {}
        }
    }

    private void lookAtTheLastThree(byte[] bytes, int length) {
        int last = length - SHORT_RUN;
        if (last > 0 && last % stride == 0) {
            int first = table[place((int) INTS.get(bytes, last - 1) >>> Byte.SIZE | LOWER, factor())];
            compare(bytes, length, last, first);
        }
    }

    private int factor() {
        return run == RUN ? FACTOR : FACTOR << Byte.SIZE;
    }

    private void searchBySixteen(byte[] bytes, int length) {
        char[] places = table;
        int factor = factor();
        for (int at = 0; at <= length - RUN; at += 16) {
            int first = places[place((int) INTS.get(bytes, at) | LOWER, factor) & (places.length - 1)];
            if (first != 0) {
                compare(bytes, length, at, first);
            }
        }
    }

    private void searchByEight(byte[] bytes, int length) {
        char[] places = table;
        int factor = factor();
        for (int at = 0; at <= length - RUN; at += 8) {
            int first = places[place((int) INTS.get(bytes, at) | LOWER, factor) & (places.length - 1)];
            if (first != 0) {
                compare(bytes, length, at, first);
            }
        }
    }

    private void searchByFour(byte[] bytes, int length) {
        char[] places = table;
        int factor = factor();
        for (int at = 0; at <= length - RUN; at += 4) {
            int first = places[place((int) INTS.get(bytes, at) | LOWER, factor) & (places.length - 1)];
            if (first != 0) {
                compare(bytes, length, at, first);
            }
        }
    }

    private static int place(int run, int factor) {
        return (run * factor) >>> (32 - TABLE_BITS);
    }

    /** Takes the lines of the literals found; most finds are of a frequent part, and turned down by the rarest one. */
    private void compare(byte[] bytes, int length, int at, int first) {
        for (int index = first; index != 0; ) {
            Run run = runs[index];
            int rarest = at + run.toRarest();
            if (rarest >= 0 && rarest <= length - RUN && ((int) INTS.get(bytes, rarest) | LOWER) == run.rarest()) {
                int start = at - run.before();
                if (run.literal().isAt(start, bytes, length)) {
                    hit(run.literal().matcher(), bytes, start);
                }
            }
            index = run.next();
        }
    }

    /** Takes the line of a hit, unless the last hit lies in the same one. */
    private void hit(int matcher, byte[] bytes, int at) {
        int known = lastHits[matcher];
        int start = Lines.start(bytes, at, Math.max(known, 0));
        if (start > known) {
            matchers.get(matcher).take(start);
        }
        lastHits[matcher] = Math.max(at, known);
    }
}
