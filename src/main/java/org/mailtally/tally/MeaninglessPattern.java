package org.mailtally.tally;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The patterns that compile and can be meant by nobody: those that match every line, and references to no group. */
final class MeaninglessPattern {

    /** An empty line, and one whose character no pattern names. */
    private static final List<String> LINES = List.of("", "\u0001");

    private MeaninglessPattern() {}

    /** @throws PatternSyntaxException where the pattern is one of them */
    static void refuse(String text, Pattern compiled) {
        if (LINES.stream().allMatch(line -> findsNothingIn(compiled.matcher(line)))) {
            throw new PatternSyntaxException(
                    "the pattern is content with nothing, so it matches every line: the tracker 'lines' counts those",
                    text,
                    0);
        }
        int groups = compiled.matcher("").groupCount();
        PatternWalk walk = new PatternWalk(text);
        while (walk.next()) {
            int number = walk.inClass() ? 0 : reference(text, walk.at());
            if (number > groups) {
                throw new PatternSyntaxException(
                        "\\" + number + " refers to a group that there is not, so the pattern matches nothing: write"
                                + " the group, or leave it out",
                        text,
                        walk.at());
            }
        }
    }

    private static boolean findsNothingIn(Matcher line) {
        return line.find() && line.start() == line.end();
    }

    /** The number of the group that is referred to here; 0 where none is. */
    private static int reference(String text, int at) {
        boolean refers = text.charAt(at) == '\\' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        return refers ? Character.digit(text.charAt(at + 1), 10) : 0;
    }
}
