package org.mailtally.tally.automaton;

import java.util.Random;

/** Patterns and lines made up from few letters, so that they meet, and from what is special about bytes and lines. */
final class RandomPatterns {

    private static final String[] ATOMS = {
        "a",
        "b",
        "ab",
        "aa",
        ":",
        " ",
        "A",
        "B",
        "]",
        "}",
        ",",
        "-",
        "\u00c3\u00a9",
        "(?:\u00c3\u00a9)",
        "\u0085",
        "\0",
        "\n",
        "\r",
        ".",
        "^",
        "$",
        "\\A",
        "\\z",
        "\\Z",
        "\\b",
        "\\B",
        "\\d",
        "\\D",
        "\\s",
        "\\S",
        "\\w",
        "\\W",
        "\\h",
        "\\H",
        "\\v",
        "\\V",
        "\\[",
        "\\.",
        "\\-",
        "\\_",
        "\\r",
        "\\t",
        "\\e",
        "\\x61",
        "\\p{L}",
        "\\P{L}",
        "\\pL",
        "\\p{Alpha}",
        "\\p{Punct}",
        "\\Qa]\\E",
        "\\Qab\\E",
        "[ab]",
        "[^a]",
        "[]a]",
        "[^]a]",
        "[\\]a]",
        "[a-b:]",
        "[[:]a]",
        "[[]a]",
        "[a&&[ab]]",
        "[\\p{L}&&[^a]]",
        "[\\s]",
        "[^\\w]",
        "[^\\r]",
        "[A-Z]",
        "[\\x00-\\x7f]",
        "[\u0080-\u00ff]",
        "[\\Q]\\E]",
        "[a\\Q]b\\E]",
        "(?i)",
        "(?-i)",
        "(?s)",
        "(?i:A)",
        "(?i:aB)",
        "()",
        "|",
    };

    private static final String[] QUANTIFIERS = {
        "*", "+", "?", "*?", "+?", "??", "{0}", "{1}", "{2}", "{3}", "{1}?", "{0,1}", "{0,2}", "{1,}", "{2,3}"
    };

    private static final String LETTERS = "aaabbAB: []_1.-\u00c3\u00a9\u00b5\u0085\0\r\t";

    private final Random random;

    RandomPatterns(long seed) {
        random = new Random(seed);
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    /** A pattern, perhaps a wrong one. */
    String pattern() {
        return pattern(1 + random.nextInt(4));
    }

    private String pattern(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(10);
        if (kind < 2) {
            return ATOMS[random.nextInt(ATOMS.length)];
        } else if (kind < 6) {
            return pattern(depth - 1) + quantifier() + pattern(depth - 1);
        } else if (kind < 8) {
            return "(?:" + pattern(depth - 1) + "|" + pattern(depth - 1) + ")" + quantifier();
        } else if (kind < 9) {
            return "(" + pattern(depth - 1) + ")" + quantifier();
        }
        return pattern(depth - 1) + "|" + pattern(depth - 1);
    }

    private String quantifier() {
        return random.nextBoolean() ? "" : QUANTIFIERS[random.nextInt(QUANTIFIERS.length)];
    }

    /** A line without its end, a character a byte. */
    String line() {
        StringBuilder line = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            line.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return line.toString();
    }
}
