package org.mailtally.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Literals and the bounds of lines that are searched for in eight bytes at a time, against those that a String finds. */
final class ByteSearchLawsTest {

    private static final int ROUNDS = 50_000;
    private static final String BYTES = "\n\u000b\tab\u008a\u0080\0\u0001\u00ff";

    private final Random random = new Random(6);

    @Test
    void next_literalOfAnyLength_isWhereTheStringHoldsItFirst() {
        for (int round = 0; round < ROUNDS; round++) {
            String text = text(random.nextInt(80));
            String literal = literal(text);
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int found = text.substring(0, to).indexOf(literal, from);

            assertThat(new ByteSearch(literal).next(bytes, from, to))
                    .as("%s in %s", literal, text)
                    .isEqualTo(found < 0 ? to : found);
        }
    }

    @Test
    void nextInLine_literalBeforeAndBehindTheLineEnd_isFoundBeforeItAlone() {
        for (int round = 0; round < ROUNDS; round++) {
            String text = text(random.nextInt(80));
            String literal = literal(text).replace('\n', 'x');
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            int from = random.nextInt(bytes.length + 1);
            int length = from + random.nextInt(bytes.length - from + 1);
            int end = text.substring(0, length).indexOf('\n', from);
            String line = text.substring(0, end < 0 ? length : end);

            assertThat(new ByteSearch(literal).nextInLine(bytes, from, length))
                    .as("%s in %s", literal, text)
                    .isEqualTo(line.indexOf(literal, from));
        }
    }

    @Test
    void startAndEnd_anyPlaceInALine_areBehindTheLineEndBeforeAndAtTheNextOne() {
        for (int round = 0; round < ROUNDS; round++) {
            String text = text(1 + random.nextInt(80));
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            int at = random.nextInt(bytes.length);
            int from = random.nextInt(at + 1);
            int start = text.lastIndexOf('\n', at - 1) + 1;
            int end = text.indexOf('\n', at);

            assertThat(Lines.start(bytes, at)).isEqualTo(at == 0 ? 0 : start);
            assertThat(Lines.start(bytes, at, from)).isEqualTo(Math.max(from, at == 0 ? 0 : start));
            assertThat(Lines.end(bytes, at, bytes.length)).isEqualTo(end < 0 ? bytes.length : end);
        }
    }

    private String text(int length) {
        int rarity = 1 + random.nextInt(20);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(random.nextInt(rarity) == 0 ? BYTES.charAt(random.nextInt(BYTES.length())) : 'a');
        }
        return text.toString();
    }

    /** A part of the text, or another one. */
    private String literal(String text) {
        if (text.isEmpty() || random.nextInt(4) == 0) {
            return text(1 + random.nextInt(12));
        }
        int from = random.nextInt(text.length());
        return text.substring(from, Math.min(text.length(), from + 1 + random.nextInt(12)));
    }
}
