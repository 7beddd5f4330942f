package org.mailtally.pattern.automaton;

import java.util.regex.Pattern;

/** The text of a pattern while it is read: the place that reading has come to, and the flags that apply there. */
final class PatternSource {

    private static final String LETTERS = "idmsuxU";
    private static final int[] FLAGS = {
        Pattern.CASE_INSENSITIVE,
        Pattern.UNIX_LINES,
        Pattern.MULTILINE,
        Pattern.DOTALL,
        Pattern.UNICODE_CASE,
        Pattern.COMMENTS,
        Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE
    };

    private static final String BLANKS = " \t\n\u000b\f\r";

    private final String text;
    private int at;
    private int flags = Pattern.UNIX_LINES;

    PatternSource(String text) {
        this.text = text;
    }

    int flags() {
        return flags;
    }

    void setFlags(int newFlags) {
        flags = newFlags;
    }

    boolean has(int flag) {
        return (flags & flag) == flag;
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    void skip(int characters) {
        at += characters;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /** The character here; 0 at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    boolean isAt(String part) {
        return text.startsWith(part, at);
    }

    /** Passes a character where it is the one that stands here; whether it does. */
    boolean pass(char character) {
        boolean stands = !isAtEnd() && text.charAt(at) == character;
        at += stands ? 1 : 0;
        return stands;
    }

    int indexOf(String part) {
        return text.indexOf(part, at);
    }

    /** The text from a place to here. */
    String from(int start) {
        return text.substring(start, Math.min(at, text.length()));
    }

    String part(int start, int end) {
        return text.substring(start, end);
    }

    int length() {
        return text.length();
    }

    /** Passes blanks and comments, where the flags have them mean nothing. */
    void skipIgnored() {
        if (!has(Pattern.COMMENTS)) {
            return;
        }
        while (!isAtEnd() && (BLANKS.indexOf(peek()) >= 0 || peek() == '#')) {
            if (peek() == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                at++;
            }
        }
    }

    /** Passes the letters of flags and sets these; stops at what is none. */
    void passFlags() {
        boolean on = true;
        for (; !isAtEnd() && (peek() == '-' || LETTERS.indexOf(peek()) >= 0); at++) {
            if (peek() == '-') {
                on = false;
            } else {
                int flag = FLAGS[LETTERS.indexOf(peek())];
                if (!on && peek() == 'U') {
                    throw new UnsupportedPatternException("(?-U)");
                }
                flags = on ? flags | flag : flags & ~flag;
            }
        }
    }
}
