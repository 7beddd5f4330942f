package org.mailtally.tally.automaton;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.mailtally.tally.automaton.Expression.Choice;
import org.mailtally.tally.automaton.Expression.OneByte;
import org.mailtally.tally.automaton.Expression.Place;
import org.mailtally.tally.automaton.Expression.Repeat;
import org.mailtally.tally.automaton.Expression.Sequence;

/**
 * The reading of a pattern that java.util.regex has accepted, one character a byte. It knows a subset, and gives up on
 * what it does not know.
 */
final class ExpressionParser {

    private static final int DEEPEST = 100;
    private static final int LONGEST_CLASS = 300;
    private static final int MOST_REPEATS = 1_000;
    private static final String CLASS_ESCAPES = "dDwWsShHvV";
    private static final String CONTROL_ESCAPES = "tnrfae";
    private static final String SPECIAL = "*+?{";

    private final String pattern;
    private int at;
    private int flags = Pattern.UNIX_LINES;
    private int depth;
    private final Map<String, ByteSet> known = new HashMap<>();

    private ExpressionParser(String pattern) {
        this.pattern = pattern;
    }

    /** @throws UnsupportedPatternException where there is anything in it that this does not know */
    static Expression parse(String pattern) {
        ExpressionParser parser = new ExpressionParser(pattern);
        Expression whole = parser.choice();
        if (parser.at < pattern.length()) {
            throw unsupported("a bracket too many");
        }
        return whole;
    }

    private Expression choice() {
        List<Expression> branches = new ArrayList<>();
        branches.add(sequence());
        while (peek() == '|') {
            at++;
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : new Choice(List.copyOf(branches));
    }

    private Expression sequence() {
        List<Expression> parts = new ArrayList<>();
        while (at < pattern.length() && peek() != '|' && peek() != ')') {
            if (pattern.startsWith("\\Q", at)) {
                quoted(parts);
            } else if (!isFlags()) {
                parts.add(quantified(atom()));
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(List.copyOf(parts));
    }

    /** Reads text between {@code \Q} and {@code \E}; what is repeated behind it is its last character. */
    private void quoted(List<Expression> parts) {
        int end = pattern.indexOf("\\E", at + 2);
        int behind = end < 0 ? pattern.length() : end;
        for (int i = at + 2; i < behind; i++) {
            parts.add(literal(pattern.charAt(i)));
        }
        boolean isEmpty = behind == at + 2;
        at = end < 0 ? behind : end + 2;
        if (isEmpty && isQuantifier()) {
            throw unsupported("a quantifier behind an empty quote");
        }
        if (!isEmpty) {
            parts.add(quantified(parts.remove(parts.size() - 1)));
        }
    }

    /** Reads flags that hold from here to the end of the group, where such stand here. */
    private boolean isFlags() {
        int end = at + 2;
        while (end < pattern.length() && "is-".indexOf(pattern.charAt(end)) >= 0) {
            end++;
        }
        if (!pattern.startsWith("(?", at) || end == at + 2 || end >= pattern.length() || pattern.charAt(end) != ')') {
            return false;
        }
        setFlags(pattern.substring(at + 2, end));
        at = end + 1;
        if (isQuantifier()) {
            throw unsupported("flags that are repeated");
        }
        return true;
    }

    private void setFlags(String letters) {
        boolean on = true;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            int flag = letter == 'i' ? Pattern.CASE_INSENSITIVE : letter == 's' ? Pattern.DOTALL : 0;
            on &= letter != '-';
            flags = on ? flags | flag : flags & ~flag;
        }
    }

    private Expression atom() {
        char first = pattern.charAt(at);
        return switch (first) {
            case '(' -> group();
            case '[' -> bytesOf(characterClass());
            case '\\' -> escape();
            case '^', '$', '.' -> {
                at++;
                yield first == '^' ? Place.LINE_START : first == '$' ? Place.LINE_END : bytesOf(".");
            }
            default -> {
                if (isQuantifier()) {
                    throw unsupported("a quantifier of nothing");
                }
                at++;
                yield literal(first);
            }
        };
    }

    private OneByte bytesOf(String piece) {
        return new OneByte(known.computeIfAbsent(flags + piece, asked -> ByteSet.of(piece, flags)));
    }

    private OneByte literal(char character) {
        return new OneByte(ByteSet.of(character, (flags & Pattern.CASE_INSENSITIVE) != 0));
    }

    private Expression group() {
        int before = flags;
        if (++depth > DEEPEST) {
            throw unsupported("nested too deeply");
        }
        at++;
        if (peek() == '?') {
            openGroup();
        }
        Expression inner = choice();
        if (peek() != ')') {
            throw unsupported("a group without an end");
        }
        at++;
        depth--;
        flags = before;
        return inner;
    }

    /** Reads what stands behind the bracket of a group that is more than a number: its flags or its name. */
    private void openGroup() {
        int end = at + 1;
        while (end < pattern.length() && "is-".indexOf(pattern.charAt(end)) >= 0) {
            end++;
        }
        if (end < pattern.length() && pattern.charAt(end) == ':') {
            setFlags(pattern.substring(at + 1, end));
            at = end + 1;
        } else if (pattern.startsWith("?<", at) && Character.isLetter(peek(2))) {
            at = pattern.indexOf('>', at) + 1;
        } else {
            throw unsupported("a group that looks around or gives nothing back");
        }
    }

    /** Reads a class: the shortest text from here on that is one, since the end of a class is told by its text alone. */
    private String characterClass() {
        int last = Math.min(pattern.length(), at + LONGEST_CLASS);
        for (int end = at + 1; end < last; end++) {
            if (pattern.charAt(end) == ']') {
                String text = pattern.substring(at, end + 1);
                if (isPattern(text)) {
                    at = end + 1;
                    return text;
                }
            }
        }
        throw unsupported("a class without an end");
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException not) {
            return false;
        }
    }

    private Expression escape() {
        char escaped = peek(1);
        int start = at;
        at += 2;
        if (escaped == 'b' || escaped == 'B') {
            if (peek() == '{') {
                throw unsupported("an edge of its own kind");
            }
            return escaped == 'b' ? Place.WORD_EDGE : Place.NO_WORD_EDGE;
        }
        if (escaped == 'A') {
            return Place.LINE_START;
        }
        if (escaped == 'z' || escaped == 'Z') {
            return Place.LINE_END;
        }
        if (escaped == 'x' && isHexadecimal(2)) {
            at += 2;
        } else if (escaped == 'p' || escaped == 'P') {
            int end = peek() == '{' ? pattern.indexOf('}', at) : at;
            at = end + 1;
        } else if (escaped < 0x80
                && Character.isLetterOrDigit(escaped)
                && CLASS_ESCAPES.indexOf(escaped) < 0
                && CONTROL_ESCAPES.indexOf(escaped) < 0) {
            throw unsupported("\\" + escaped);
        }
        return bytesOf(pattern.substring(start, at));
    }

    private boolean isHexadecimal(int digits) {
        for (int i = 0; i < digits; i++) {
            if (Character.digit(peek(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isQuantifier() {
        return at < pattern.length() && SPECIAL.indexOf(pattern.charAt(at)) >= 0;
    }

    private Expression quantified(Expression body) {
        if (!isQuantifier()) {
            return body;
        }
        if (body instanceof Place) {
            throw unsupported("a place that is repeated");
        }
        Repeat repeat =
                switch (pattern.charAt(at++)) {
                    case '*' -> new Repeat(body, 0, Repeat.UNBOUNDED);
                    case '+' -> new Repeat(body, 1, Repeat.UNBOUNDED);
                    case '?' -> new Repeat(body, 0, 1);
                    default -> counted(body);
                };
        if (peek() == '+') {
            throw unsupported("a possessive quantifier");
        }
        if (peek() == '?') {
            at++;
        }
        if (isQuantifier()) {
            throw unsupported("a quantifier of a quantifier");
        }
        return repeat;
    }

    private Repeat counted(Expression body) {
        int least = number();
        int most = least;
        if (peek() == ',') {
            at++;
            most = peek() == '}' ? Repeat.UNBOUNDED : number();
        }
        if (peek() != '}') {
            throw unsupported("a count that is none");
        }
        at++;
        if (body.canBeEmpty() && Math.max(least, most) > 1) {
            // java.util.regex forgets matches of such a pattern: (?:a|^){3}b does not find aab.
            throw unsupported("nothing, counted");
        }
        return new Repeat(body, least, most);
    }

    private int number() {
        int number = 0;
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            number = number * 10 + peek() - '0';
            at++;
            if (number > MOST_REPEATS) {
                throw unsupported("repeated too often");
            }
        }
        if (at == start) {
            throw unsupported("a count that is none");
        }
        return number;
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return at + ahead < pattern.length() ? pattern.charAt(at + ahead) : 0;
    }

    private static UnsupportedPatternException unsupported(String what) {
        return new UnsupportedPatternException(what);
    }
}
