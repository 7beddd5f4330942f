package org.mailtally.pattern.automaton;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.mailtally.pattern.automaton.PatternTree.Choice;
import org.mailtally.pattern.automaton.PatternTree.Look;
import org.mailtally.pattern.automaton.PatternTree.OneByte;
import org.mailtally.pattern.automaton.PatternTree.Place;
import org.mailtally.pattern.automaton.PatternTree.Reference;
import org.mailtally.pattern.automaton.PatternTree.Sequence;

/** The reading of what stands for one byte or one place. */
final class AtomParser {

    private static final int LONGEST_CLASS = 300;
    private static final String ONE_CHARACTER = "dDwWsShHvVtnrfae";
    private static final OneByte LATER_LINE_END = new OneByte(ByteSet.ofAll("\r\u0085"));

    private final PatternSource source;
    private final Map<String, ByteSet> known = new HashMap<>();

    AtomParser(PatternSource source) {
        this.source = source;
    }

    /** Reads one. */
    PatternTree atom() {
        char first = source.peek();
        return switch (first) {
            case '[' -> bytesOf(characterClass());
            case '\\' -> escape();
            // What java.util.regex reads as nothing, so many times.
            case '{' -> new Sequence(List.of());
            case '*', '+', '?' -> throw new UnsupportedPatternException("a quantifier of nothing");
            default -> {
                source.skip(1);
                yield switch (first) {
                    case '.' -> bytesOf(".");
                    case '^' -> lineStart();
                    case '$' -> lineEnd(source.has(Pattern.MULTILINE));
                    default -> literal(first);
                };
            }
        };
    }

    /** A character that stands for itself. */
    OneByte literal(char character) {
        boolean ignoresCase = source.has(Pattern.CASE_INSENSITIVE);
        return ignoresCase && source.has(Pattern.UNICODE_CASE)
                ? bytesOf(Pattern.quote(String.valueOf(character)))
                : new OneByte(ByteSet.of(character, ignoresCase));
    }

    Reference reference(int group) {
        if (source.has(Pattern.CASE_INSENSITIVE) && source.has(Pattern.UNICODE_CASE)) {
            throw new UnsupportedPatternException("a reference without regard to the case of Unicode");
        }
        return new Reference(group, source.has(Pattern.CASE_INSENSITIVE));
    }

    private OneByte bytesOf(String piece) {
        int flags = source.flags();
        return new OneByte(known.computeIfAbsent(flags + piece, missing -> ByteSet.of(piece, flags)));
    }

    /** A line's start; with {@code (?m)} none at its end, nor one behind what ends lines elsewhere. */
    private PatternTree lineStart() {
        if (!source.has(Pattern.MULTILINE)) {
            return Place.LINE_START;
        }
        PatternTree start = source.has(Pattern.UNIX_LINES)
                ? Place.LINE_START
                : new Choice(List.of(Place.LINE_START, new Look(LATER_LINE_END, false, false)));
        return new Sequence(List.of(start, new Look(Place.LINE_END, true, true)));
    }

    /** A line's end; with {@code (?-d)} also the place before what ends lines elsewhere. */
    private PatternTree lineEnd(boolean anywhere) {
        if (source.has(Pattern.UNIX_LINES)) {
            return Place.LINE_END;
        }
        PatternTree earlier = anywhere ? LATER_LINE_END : new Sequence(List.of(LATER_LINE_END, Place.LINE_END));
        return new Choice(List.of(new Look(earlier, true, false), Place.LINE_END));
    }

    /** Reads a class: the shortest text from here on that is one, since a class ends by its text alone. */
    private String characterClass() {
        int start = source.at();
        int last = Math.min(source.length(), start + LONGEST_CLASS);
        for (int end = start + 1; end < last; end++) {
            if (source.part(end, end + 1).equals("]")) {
                String text = source.part(start, end + 1);
                if (isPattern(text)) {
                    source.moveTo(end + 1);
                    return text;
                }
            }
        }
        throw new UnsupportedPatternException("a class of more than " + LONGEST_CLASS + " characters");
    }

    private boolean isPattern(String text) {
        try {
            Pattern.compile(text, source.flags());
            return true;
        } catch (PatternSyntaxException not) {
            return false;
        }
    }

    private PatternTree escape() {
        int start = source.at();
        char escaped = source.peek(1);
        source.skip(2);
        return switch (escaped) {
            case 'b', 'B' -> {
                if (source.peek() == '{' || source.has(Pattern.UNICODE_CHARACTER_CLASS)) {
                    throw new UnsupportedPatternException("an edge of its own kind");
                }
                yield escaped == 'b' ? Place.WORD_EDGE : Place.NO_WORD_EDGE;
            }
            case 'A', 'G' -> Place.LINE_START;
            case 'z' -> Place.LINE_END;
            case 'Z' -> lineEnd(false);
            case 'R' -> new OneByte(ByteSet.ofAll("\u000b\f\r\u0085"));
            default -> {
                passRest(escaped);
                yield bytesOf(source.from(start));
            }
        };
    }

    /** Passes what belongs to an escape behind its letter. */
    private void passRest(char escaped) {
        if (escaped == 'x' || escaped == 'N' || escaped == 'p' || escaped == 'P') {
            boolean isBraced = source.peek() == '{';
            source.skip(isBraced ? source.indexOf("}") + 1 - source.at() : escaped == 'x' ? 2 : 1);
        } else if (escaped == 'u') {
            if ((source.peek() | 0x20) == 'd' && Character.digit(source.peek(1), 16) >= 8) {
                throw new UnsupportedPatternException("half a character");
            }
            source.skip(4);
        } else if (escaped == 'c') {
            source.skip(1);
        } else if (escaped == '0') {
            int most = source.peek() <= '3' ? 3 : 2;
            for (int i = 0; i < most && source.peek() >= '0' && source.peek() <= '7'; i++) {
                source.skip(1);
            }
        } else if (escaped < 0x80 && Character.isLetterOrDigit(escaped) && ONE_CHARACTER.indexOf(escaped) < 0) {
            throw new UnsupportedPatternException("\\" + escaped);
        }
    }
}
