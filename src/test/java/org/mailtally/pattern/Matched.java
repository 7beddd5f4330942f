package org.mailtally.pattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which lines of a log a pattern matches, counted from 0: as the product finds it, and by java.util.regex alone. */
final class Matched {

    private Matched() {}

    /** The offsets of the whole lines of a text that are found. */
    static List<Long> found(LineMatcher matcher, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        matcher.search(bytes, text.lastIndexOf('\n') + 1);
        return found(matcher);
    }

    /** The offsets of the lines that were found last. */
    static List<Long> found(LineMatcher matcher) {
        return IntStream.range(0, matcher.count())
                .mapToObj(match -> (long) matcher.lineStart(match))
                .toList();
    }

    /** The offsets of the lines that java.util.regex finds, line by line. */
    static List<Long> expected(String pattern, String text) {
        Pattern oracle = Pattern.compile(pattern, Pattern.UNIX_LINES);
        List<Long> found = new ArrayList<>();
        long offset = 0;
        for (String line : text.split("(?<=\n)")) {
            String seen = line.endsWith("\r\n") ? line.substring(0, line.length() - 2) : line.replace("\n", "");
            if (line.endsWith("\n") && oracle.matcher(seen).find()) {
                found.add(offset);
            }
            offset += line.length();
        }
        return found;
    }

    /** Text as the bytes of its UTF-8, a character each. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Whether a pattern, as an operator writes it, matches a line. */
    static boolean matches(String pattern, String line) {
        return !found(LinePattern.compile(pattern).matcher(), bytes(line) + "\n")
                .isEmpty();
    }

    static String lines(String... lines) {
        return String.join("", Stream.of(lines).map(line -> line + "\n").toList());
    }
}
