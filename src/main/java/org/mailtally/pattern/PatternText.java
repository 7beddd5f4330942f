package org.mailtally.pattern;

import java.nio.charset.StandardCharsets;
import java.util.regex.PatternSyntaxException;

/** The translation of a pattern's text to one over bytes: non-ASCII text stands for its UTF-8 bytes. */
final class PatternText {

    private final String text;
    private final StringBuilder translated = new StringBuilder();
    private int classDepth;
    private int classStart;
    private boolean quoted;

    private PatternText(String text) {
        this.text = text;
    }

    /** @throws PatternSyntaxException where a class holds non-ASCII text, which no single byte can stand for */
    static String overBytes(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? text : new PatternText(text).translate();
    }

    private String translate() {
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int length = Character.charCount(character);
            if (character >= 0x80) {
                append(at, text.substring(at, at + length));
            } else if (!isEscapedText(at)) {
                length = isEscape(at) ? 2 : 1;
                follow(text.substring(at, at + length), at);
            }
            at += length;
        }
        return translated.toString();
    }

    /** Whether this is the backslash before a non-ASCII character, which then stands for itself, as without it. */
    private boolean isEscapedText(int at) {
        return !quoted && isEscape(at) && text.charAt(at + 1) >= 0x80;
    }

    private boolean isEscape(int at) {
        return at + 1 < text.length() && text.startsWith(quoted ? "\\E" : "\\", at);
    }

    /** Follows quotes and classes; a bracket right at the start of a class does not close it. */
    private void follow(String part, int at) {
        if (quoted) {
            quoted = !part.equals("\\E");
        } else if (part.equals("\\Q")) {
            quoted = true;
        } else if (part.equals("[")) {
            classDepth++;
            classStart = text.startsWith("^", at + 1) ? at + 2 : at + 1;
        } else if (part.equals("]") && classDepth > 0 && at > classStart) {
            classDepth--;
        }
        translated.append(part);
    }

    private void append(int at, String character) {
        String bytes = new String(character.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (classDepth > 0) {
            throw new PatternSyntaxException(
                    "'" + character + "' is several bytes in UTF-8 and cannot stand in a class: write (?:a|b) instead",
                    text,
                    at);
        } else if (quoted) {
            translated.append(bytes);
        } else {
            translated.append("(?:").append(bytes).append(')');
        }
    }
}
