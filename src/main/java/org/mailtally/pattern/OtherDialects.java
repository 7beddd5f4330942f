package org.mailtally.pattern;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The spellings of other regex dialects, of grep, Perl, Python and YAML, which java.util.regex takes in silence for something
 * else, or refuses without saying how it is written here.
 */
final class OtherDialects {

    private static final Map<String, String> POSIX = Map.ofEntries(
            Map.entry("alnum", "\\p{Alnum}"),
            Map.entry("alpha", "\\p{Alpha}"),
            Map.entry("blank", "[ \\t]"),
            Map.entry("cntrl", "\\p{Cntrl}"),
            Map.entry("digit", "\\d"),
            Map.entry("graph", "\\p{Graph}"),
            Map.entry("lower", "[a-z]"),
            Map.entry("print", "\\p{Print}"),
            Map.entry("punct", "\\p{Punct}"),
            Map.entry("space", "\\s"),
            Map.entry("upper", "[A-Z]"),
            Map.entry("word", "\\w"),
            Map.entry("xdigit", "\\p{XDigit}"));

    private static final Pattern DELIMITED = Pattern.compile("/(?:\\^.*/|.*\\$/|.*/(?=[gimsx]))[gimsx]{0,4}");
    private static final Pattern IGNORES_SPACE = Pattern.compile("\\(\\?[a-z]*x");

    private static final List<Spelling> SPELLINGS = List.of(
            anywhere(
                    "\\[:(" + String.join("|", POSIX.keySet()) + "):\\]",
                    found -> found.group() + " is a class of POSIX: write " + POSIX.get(found.group(1))),
            anywhere(
                    "\\\\(\\\\[dDwWsSbB])(?![A-Za-z0-9])|\\\\(\\\\\\.)(?=[A-Za-z])",
                    found -> found.group() + " stands for a backslash in the line: write "
                            + (found.group(1) == null ? found.group(2) : found.group(1))
                            + ", which is not doubled between single quotes"),
            anywhere(
                    "\\\\u(?!00[0-7])[0-9A-Fa-f]{4}|\\\\x\\{0*[1-9A-Fa-f][0-9A-Fa-f]{2,}\\}",
                    found -> found.group() + " is no byte of UTF-8: write the character itself"),
            anywhere(
                    "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]",
                    found -> "a control character stands here, which YAML makes of a backslash and a letter between"
                            + " double quotes: put the pattern between single quotes"),
            outsideOfClasses(
                    "\\\\([<>])",
                    found -> found.group() + " is the character " + found.group(1)
                            + " and no word boundary: write \\b for the boundary, " + found.group(1)
                            + " for the character"),
            outsideOfClasses(
                    "(?<=[\\w)])\\\\\\|(?=[\\w(])",
                    found -> "\\| is the character | and no alternative: write | for the alternative, [|] for the"
                            + " character"),
            outsideOfClasses(
                    "\\(\\?(?:P<(\\w+)>|'(\\w+)'|<([A-Za-z]\\w*[_-][\\w-]*)>)",
                    found -> found.group() + " is how other dialects name a group: write (?<" + groupName(found) + ">"),
            outsideOfClasses(
                    "\\(\\?P=(\\w+)\\)", found -> found.group() + " is Python's: write \\k<" + groupName(found) + ">"));

    private OtherDialects() {}

    /** A spelling, and what is said of it. */
    private record Spelling(Pattern form, boolean inClasses, Function<MatchResult, String> says) {}

    private static Spelling anywhere(String form, Function<MatchResult, String> says) {
        return new Spelling(Pattern.compile(form), true, says);
    }

    private static Spelling outsideOfClasses(String form, Function<MatchResult, String> says) {
        return new Spelling(Pattern.compile(form), false, says);
    }

    private static String groupName(MatchResult found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group).replaceAll("[_-]", "");
            }
        }
        return "name";
    }

    /**
     * Refuses a pattern that holds such a spelling.
     *
     * @throws PatternSyntaxException with the place of the first one and the right spelling
     */
    static void refuse(String text) {
        if (DELIMITED.matcher(text).matches()) {
            throw new PatternSyntaxException(
                    "the slashes at both ends are part of the pattern: leave them out, and write (?i) for /i", text, 0);
        }
        int lineBreak = text.indexOf('\n');
        if (lineBreak >= 0 && !IGNORES_SPACE.matcher(text).find()) {
            throw new PatternSyntaxException(
                    "a line break stands here, which no line holds: write the pattern on one line", text, lineBreak);
        }
        PatternWalk walk = new PatternWalk(text);
        while (walk.next()) {
            for (Spelling spelling : SPELLINGS) {
                Matcher found = spelling.form().matcher(text);
                found.region(walk.at(), text.length()).useTransparentBounds(true);
                if ((spelling.inClasses() || !walk.inClass()) && found.lookingAt()) {
                    throw new PatternSyntaxException(spelling.says().apply(found), text, walk.at());
                }
            }
        }
    }
}
