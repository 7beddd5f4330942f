package org.mailtally.pattern;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.mailtally.pattern.automaton.LineExpression;
import org.mailtally.pattern.automaton.LineSearch;

/** The patterns that compile and can be meant by nobody: those that match every line, and references to no group. */
final class MeaninglessPattern {

    /** An empty line, and one whose character no pattern names. */
    private static final List<String> LINES = List.of("", "\u0001");

    private MeaninglessPattern() {}

    /** @throws PatternSyntaxException where the pattern is one of them */
    static void refuse(String text, LineExpression expression) {
        if (LINES.stream().allMatch(line -> findsNothingIn(line, expression.search()))) {
            throw new PatternSyntaxException(
                    "the pattern is content with nothing, so it matches every line: the tracker 'lines' counts those",
                    text,
                    0);
        }
        PatternWalk walk = new PatternWalk(text);
        while (walk.next()) {
            int number = walk.inClass() ? 0 : reference(text, walk.at());
            if (number > expression.groupCount()) {
                throw new PatternSyntaxException(
                        "\\" + number + " refers to a group that there is not, so the pattern matches nothing: write"
                                + " the group, or leave it out",
                        text,
                        walk.at());
            }
        }
    }

    private static boolean findsNothingIn(String line, LineSearch search) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return search.find(bytes, 0, bytes.length) == LineSearch.Outcome.FOUND && search.start() == search.end();
    }

    /** The number of the group that is referred to here; 0 where none is. */
    private static int reference(String text, int at) {
        boolean refers = text.charAt(at) == '\\' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        return refers ? Character.digit(text.charAt(at + 1), 10) : 0;
    }
}
