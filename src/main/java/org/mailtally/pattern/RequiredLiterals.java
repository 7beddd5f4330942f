package org.mailtally.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A reader of a pattern that finds the literals of which every line that it matches holds at least one.
 *
 * <p>Reads a subset of java.util.regex and gives up, with no literals, on what it does not know: a pattern without
 * literals is only slower. Of a sequence the longest literal that must be there is taken; of an alternation one of each
 * branch. Case-insensitive and comment flags give no literals. Which of a pattern's literals is rare in a log does not
 * follow from its text, so the others of the outermost sequence are there to choose from.
 */
final class RequiredLiterals {

    private static final String SPECIAL = "\\[](){}.*+?^$|";
    private static final int SHORTEST = 2;

    private final String pattern;
    private final List<List<String>> options = new ArrayList<>();
    private int at;
    private int depth;
    private int branches = 1;

    private RequiredLiterals(String pattern) {
        this.pattern = pattern;
    }

    /** The choices that there are: of each one a matching line holds at least one literal. The longest come first. */
    static List<List<String>> options(String pattern) {
        try {
            RequiredLiterals reader = new RequiredLiterals(pattern);
            List<String> best = reader.alternation();
            if (reader.at < pattern.length()) {
                return List.of();
            }
            return Stream.concat(Stream.of(best), reader.branches == 1 ? reader.options.stream() : Stream.empty())
                    .filter(literals -> shortest(literals) >= SHORTEST)
                    .map(List::copyOf)
                    .distinct()
                    .toList();
        } catch (UnknownSyntax unknown) {
            return List.of();
        }
    }

    /** Reads branches up to a closing bracket or the end; one literal of each, or none where a branch has none. */
    private List<String> alternation() {
        List<String> all = new ArrayList<>();
        boolean everyBranch = true;
        while (true) {
            List<String> branch = sequence();
            everyBranch &= !branch.isEmpty();
            all.addAll(branch);
            if (at >= pattern.length() || pattern.charAt(at) != '|') {
                return everyBranch ? all : List.of();
            }
            branches += depth == 0 ? 1 : 0;
            at++;
        }
    }

    private List<String> sequence() {
        List<String> best = List.of();
        StringBuilder run = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int before = at;
            List<String> atom = atom();
            boolean character = atom.size() == 1 && pattern.charAt(before) != '(';
            int least = leastRepeats();
            if (character && least == 1) {
                run.append(atom.get(0));
                continue;
            }
            if (character && least > 1) {
                run.append(atom.get(0));
            }
            best = better(best, run);
            run.setLength(0);
            if (!character && least > 0) {
                best = better(best, atom);
            }
        }
        return better(best, run);
    }

    private List<String> better(List<String> best, StringBuilder run) {
        return run.isEmpty() ? best : better(best, List.of(run.toString()));
    }

    /** The better of two: the one whose shortest literal is longer. */
    private List<String> better(List<String> one, List<String> other) {
        if (depth == 0) {
            options.add(other);
        }
        return shortest(other) > shortest(one) ? other : one;
    }

    private static int shortest(List<String> literals) {
        return literals.stream().mapToInt(String::length).min().orElse(0);
    }

    /** Reads one atom: its literal where it is a character, its literals where it is a group, else none. */
    private List<String> atom() {
        char first = pattern.charAt(at++);
        return switch (first) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '.', '^', '$' -> List.of();
            default -> plain(first);
        };
    }

    private static List<String> plain(char character) {
        if (SPECIAL.indexOf(character) >= 0) {
            throw new UnknownSyntax();
        }
        return List.of(String.valueOf(character));
    }

    private List<String> group() {
        boolean looksAround = false;
        if (pattern.startsWith("?", at)) {
            at++;
            if (pattern.startsWith(":", at) || pattern.startsWith(">", at)) {
                at++;
            } else if (pattern.startsWith("<", at) && Character.isLetter(peek(1))) {
                at = pattern.indexOf('>', at) + 1;
            } else if (isLook(0) || (pattern.startsWith("<", at) && isLook(1))) {
                looksAround = true;
                at += pattern.startsWith("<", at) ? 2 : 1;
            } else {
                throw new UnknownSyntax();
            }
        }
        depth++;
        List<String> inner = alternation();
        depth--;
        if (peek(0) != ')') {
            throw new UnknownSyntax();
        }
        at++;
        // What is looked for is not passed, and may be what must not stand there.
        return looksAround ? List.of() : inner;
    }

    private boolean isLook(int ahead) {
        return peek(ahead) == '=' || peek(ahead) == '!';
    }

    private List<String> characterClass() {
        if (peek(0) == '^') {
            at++;
        }
        if (peek(0) == ']') {
            at++;
        }
        while (peek(0) != ']') {
            if (peek(0) == '[' || peek(0) == '&' || peek(0) == 0) {
                throw new UnknownSyntax();
            }
            at += peek(0) == '\\' ? 2 : 1;
        }
        at++;
        return List.of();
    }

    private List<String> escape() {
        char escaped = peek(0);
        at++;
        if ("dDsSwWbBhHvVRA".indexOf(escaped) >= 0) {
            return List.of();
        }
        if (escaped == 0 || Character.isLetterOrDigit(escaped)) {
            throw new UnknownSyntax();
        }
        return List.of(String.valueOf(escaped));
    }

    /** Reads a quantifier; the least number of repeats, 1 where there is none. */
    private int leastRepeats() {
        char quantifier = peek(0);
        int least;
        if (quantifier == '*' || quantifier == '?') {
            at++;
            least = 0;
        } else if (quantifier == '+') {
            at++;
            least = 2;
        } else if (quantifier == '{') {
            int end = pattern.indexOf('}', at);
            char digit = peek(1);
            if (end < 0 || digit < '0' || digit > '9') {
                throw new UnknownSyntax();
            }
            at = end + 1;
            least = digit == '0' ? 0 : 2;
        } else {
            return 1;
        }
        if (peek(0) == '?' || peek(0) == '+') {
            at++;
        }
        return least;
    }

    private char peek(int ahead) {
        return at + ahead < pattern.length() ? pattern.charAt(at + ahead) : 0;
    }

    /** A piece of syntax that this reader does not know; it carries no trace. */
    private static final class UnknownSyntax extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownSyntax() {
            super(null, null, false, false);
        }
    }
}
