package org.mailtally.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

final class PatternLawsTest {

    /** Few letters, so that patterns meet lines, with what is special about lines and about bytes. */
    private static final String LETTERS = "aab: []<\u00c3\u00a9\u0085\0";

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void literals_lineThatMatches_holdsOneOfThem(@ForAll("patterns") String pattern, @ForAll("line") String line) {
        Pattern compiled = compiled(pattern);
        List<String> literals = literals(pattern);

        if (!literals.isEmpty() && compiled.matcher(line).find()) {
            assertThat(literals).anyMatch(line::contains);
        }
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void search_anyPatternOverAnyBlock_findsWhatTheEngineFindsLineByLine(
            @ForAll("patterns") String pattern, @ForAll("text") String text) {
        compiled(pattern);
        LineMatcher matcher = read(pattern).matcher();

        List<Long> found = Matched.found(matcher, text);

        assertThat(found).isEqualTo(Matched.expected(pattern, text));
        assertThat(matcher.undecided()).isZero();
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void search_severalLiteralsAnywhereInABlock_findsEachLineOnce(
            @ForAll("literals") List<String> literals, @ForAll("text") String text) {
        String pattern =
                String.join("|", literals.stream().map(PatternLawsTest::escaped).toList());

        List<Long> found = Matched.found(LinePattern.compile(pattern).matcher(), text);

        assertThat(literals(pattern)).containsExactlyElementsOf(literals);
        assertThat(found).isEqualTo(Matched.expected(pattern, text));
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void next_anyLiteralInAnyPartOfTheBytes_isWhatAPlainSearchFinds(
            @ForAll("word") String literal, @ForAll("text") String text, @ForAll int one, @ForAll int other) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int from = Math.floorMod(Math.min(one, other), bytes.length + 1);
        int to = Math.max(from, Math.floorMod(Math.max(one, other), bytes.length + 1));
        int plain = text.substring(0, to).indexOf(literal, from);

        assertThat(new ByteSearch(literal).next(bytes, from, to)).isEqualTo(plain < 0 ? to : plain);
        assertThat(Lines.end(bytes, from, to)).isEqualTo(naiveEnd(bytes, from, to));
        assertThat(Lines.start(bytes, from)).isEqualTo(text.lastIndexOf('\n', from - 1) + 1);
    }

    /** The longest literals; empty where there are none. */
    private static List<String> literals(String pattern) {
        return RequiredLiterals.options(pattern).stream().findFirst().orElse(List.of());
    }

    private static int naiveEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern, Pattern.UNIX_LINES);
        } catch (PatternSyntaxException notOne) {
            Assume.that(false);
            throw notOne;
        }
    }

    /** Passes over the few patterns that are refused. */
    private static LinePattern read(String pattern) {
        try {
            return LinePattern.compile(pattern);
        } catch (PatternSyntaxException refused) {
            Assume.that(!refused.getDescription().contains("within bounds"));
            throw refused;
        }
    }

    private static String escaped(String literal) {
        return literal.replaceAll("[\\[\\]<]", "\\\\$0");
    }

    @Provide
    Arbitrary<String> patterns() {
        return patterns(3);
    }

    private static Arbitrary<String> patterns(int depth) {
        if (depth == 0) {
            return atoms();
        }
        Arbitrary<String> inner = patterns(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(1, inner), Tuple.of(3, sequences(inner)), Tuple.of(2, alternations(inner)));
    }

    private static Arbitrary<String> atoms() {
        Arbitrary<String> words =
                Arbitraries.strings().withChars("aab: ").ofMinLength(1).ofMaxLength(4);
        Arbitrary<String> special = Arbitraries.of(
                ".",
                "^",
                "$",
                "\\d",
                "\\S",
                "\\s",
                "\\w",
                "\\b",
                "\\[",
                "\\]",
                "\\.",
                "\\<",
                "\\A",
                "\\h",
                "\\R",
                "[ab]",
                "[^a]",
                "[]a]",
                "[^]a]",
                "[\\]a]",
                "[a-b:]",
                "[[:]a]",
                "[a&&[ab]]",
                "[[]a]",
                "\\Qa]\\E",
                "\\x61",
                "\\p{L}",
                "\\u0061",
                "\\0141",
                "(?i)",
                "(?i:A)",
                "(?=a)",
                "(?!a)",
                "(?<=a)",
                "(?<!a)",
                "(?x)",
                "#",
                "()",
                "(?<n>a)",
                "\\1",
                "\n",
                "\r",
                "{",
                "}",
                ",",
                "\\t",
                "\\Z",
                "\\z",
                "\\G",
                "\\e",
                "\\cA",
                "\\");
        return Arbitraries.frequencyOf(Tuple.of(5, words), Tuple.of(3, special));
    }

    private static Arbitrary<String> sequences(Arbitrary<String> inner) {
        Arbitrary<String> repeats = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just("")),
                Tuple.of(
                        4,
                        Arbitraries.of(
                                "*", "+", "?", "*?", "+?", "??", "++", "*+", "?+", "{0}", "{1}", "{2}", "{0,1}", "{1,}",
                                "{2,3}", "{1}?", "{2}+", "{01}", "{00,2}")));
        return Combinators.combine(inner, repeats, inner).as((first, repeat, second) -> first + repeat + second);
    }

    private static Arbitrary<String> alternations(Arbitrary<String> inner) {
        Arbitrary<String> groups = Arbitraries.of("(", "(?:", "(?>", "(?<name>", "(?i:", "(?=", "(?!", "(?<!", "(?-i:");
        return Combinators.combine(groups, inner, inner, Arbitraries.of("", "?", "*", "+", "{2}", "{0}"))
                .as((group, first, second, repeat) -> group + first + "|" + second + ")" + repeat);
    }

    @Provide
    Arbitrary<List<String>> literals() {
        return word().filter(word -> word.length() > 1 && word.chars().allMatch(c -> c < 0x80))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> word() {
        return Arbitraries.strings().withChars(LETTERS).ofMinLength(1).ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> line() {
        return Arbitraries.strings().withChars(LETTERS + "\r").ofMaxLength(14);
    }

    /** Lines long and short, with and without a line end at the end of all; it begins with a line end at least. */
    @Provide
    Arbitrary<String> text() {
        return line().list().ofMaxSize(14).flatMap(lines -> Arbitraries.of("", "\n", "\r\n")
                .map(end -> "\n" + String.join("\n", lines) + end));
    }
}
