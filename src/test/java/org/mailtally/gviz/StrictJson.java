package org.mailtally.gviz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON reader to the letter of RFC 8259: whatever is off throws. */
final class StrictJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final String text;
    private int at;

    private StrictJson(String text) {
        this.text = text;
    }

    static @Nullable Object parse(String text) {
        StrictJson json = new StrictJson(text);
        Object value = json.value();
        json.blanks();
        if (json.at != text.length()) {
            throw json.fault("the end");
        }
        return value;
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    static Map<String, Object> object(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked") // the type of the elements is open
    static List<Object> array(@Nullable Object value) {
        return (List<Object>) Objects.requireNonNull(value);
    }

    private @Nullable Object value() {
        blanks();
        if (at == text.length()) {
            throw fault("a value");
        }
        char c = text.charAt(at);
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        if (c == '"') {
            return string();
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            return Double.valueOf(number.group());
        }
        for (String word : List.of("true", "false", "null")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("null") ? null : Boolean.valueOf(word);
            }
        }
        throw fault("a value");
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        if (skip('}')) {
            return members;
        }
        do {
            blanks();
            String key = string();
            if (!skip(':')) {
                throw fault("a colon");
            }
            if (members.containsKey(key)) {
                throw fault("another key than " + key);
            }
            members.put(key, value());
        } while (skip(','));
        if (!skip('}')) {
            throw fault("a closing brace");
        }
        return members;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> elements = new ArrayList<>();
        at++;
        if (skip(']')) {
            return elements;
        }
        do {
            elements.add(value());
        } while (skip(','));
        if (!skip(']')) {
            throw fault("a closing bracket");
        }
        return elements;
    }

    private String string() {
        if (at == text.length() || text.charAt(at) != '"') {
            throw fault("a string");
        }
        StringBuilder read = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return read.toString();
            }
            if (c < ' ') {
                throw fault("no control character");
            }
            read.append(c == '\\' ? escaped() : c);
        }
        throw fault("a closing quote");
    }

    private char escaped() {
        at++;
        int kind = "\"\\/bfnrtu".indexOf(text.charAt(at));
        if (kind < 0) {
            throw fault("an escape");
        }
        if (kind < 8) {
            return "\"\\/\b\f\n\r\t".charAt(kind);
        }
        String digits = text.substring(at + 1, at + 5);
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw fault("four hexadecimal digits");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private boolean skip(char c) {
        blanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException fault(String expected) {
        return new IllegalArgumentException("expected " + expected + " at " + at + " of " + text);
    }
}
