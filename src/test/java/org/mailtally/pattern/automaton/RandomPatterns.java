package org.mailtally.pattern.automaton;

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

    private static final String[] MORE_ATOMS = {
        "\\1",
        "\\2",
        "\\k<n>",
        "(?i:\\1)",
        "\\G",
        "\\R",
        "\\X",
        "\\u0061",
        "\\x{61}",
        "\\0141",
        "\\cM",
        "\\N{LATIN SMALL LETTER A}",
        "(?m)",
        "(?-m)",
        "(?d)",
        "(?-d)",
        "(?x)",
        "(?-x)",
        "(?u)",
        "(?iu)",
        "(?iu:\u00e3)",
        "(?U)",
        " # b\n",
        "(?=a)",
        "(?!a)",
        "(?=ab|\\b)",
        "(?<=a)",
        "(?<!a)",
        "(?<=a|ab|$)",
        "(?<=[ab]{1,2})",
        "(?<!\\w:)",
        "(?=(a))",
        "(?!(a)b)",
    };

    private static final String[] MORE_QUANTIFIERS = {"*+", "++", "?+", "{2}+", "{1,2}+", "{0,2}?", "{2,}?", "{1,}+"};

    private static final String[] GROUPS = {"(?=", "(?!", "(?<=", "(?<!", "(?>", "(?<n>", "(?i:", "(?m:", "(?x:", "("};

    private static final String[] QUANTIFIERS = {
        "*", "+", "?", "*?", "+?", "??", "{0}", "{1}", "{2}", "{3}", "{1}?", "{0,1}", "{0,2}", "{1,}", "{2,3}"
    };

    private static final String LETTERS = "aaabbAB: []_1.-\u00c3\u00a9\u00b5\u0085\0\r\t";

    private final Random random;
    private final boolean all;

    /** Of what an automaton is known for, and some that it is not. */
    RandomPatterns(long seed) {
        this(seed, false);
    }

    /** @param all whether they look around, refer back and give nothing back too */
    RandomPatterns(long seed, boolean all) {
        this.random = new Random(seed);
        this.all = all;
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
            String[] atoms = all && random.nextInt(3) == 0 ? MORE_ATOMS : ATOMS;
            return atoms[random.nextInt(atoms.length)];
        } else if (kind < 6) {
            return pattern(depth - 1) + quantifier() + pattern(depth - 1);
        } else if (kind < 8) {
            return "(?:" + pattern(depth - 1) + "|" + pattern(depth - 1) + ")" + quantifier();
        } else if (kind < 9) {
            String opened = all ? GROUPS[random.nextInt(GROUPS.length)] : "(";
            return opened + pattern(depth - 1) + ")" + quantifier();
        }
        return pattern(depth - 1) + "|" + pattern(depth - 1);
    }

    private String quantifier() {
        String[] quantifiers = all && random.nextInt(4) == 0 ? MORE_QUANTIFIERS : QUANTIFIERS;
        return random.nextBoolean() ? "" : quantifiers[random.nextInt(quantifiers.length)];
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
