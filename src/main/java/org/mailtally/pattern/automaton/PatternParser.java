package org.mailtally.pattern.automaton;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.PatternTree.Atomic;
import org.mailtally.pattern.automaton.PatternTree.Choice;
import org.mailtally.pattern.automaton.PatternTree.Group;
import org.mailtally.pattern.automaton.PatternTree.Look;
import org.mailtally.pattern.automaton.PatternTree.Sequence;

/**
 * The reading of a pattern that java.util.regex has accepted, one character a byte. It knows all but a few rarities, and
 * gives up on what it does not know.
 */
final class PatternParser {

    private static final int DEEPEST = 100;

    private final PatternSource source;
    private final AtomParser atoms;
    private final QuantifierParser quantifiers;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private int groups;
    private int depth;

    /**
     * A pattern that was read.
     *
     * @param groups how many groups it captures
     * @param names the numbers of the named ones, in the order they are written
     */
    record Parsed(PatternTree expression, int groups, Map<String, Integer> names) {}

    private PatternParser(String pattern) {
        source = new PatternSource(pattern);
        atoms = new AtomParser(source);
        quantifiers = new QuantifierParser(source);
    }

    /** @throws UnsupportedPatternException where there is anything in it that this does not know */
    static Parsed parse(String pattern) {
        PatternParser parser = new PatternParser(pattern);
        PatternTree whole = parser.choice();
        if (!parser.source.isAtEnd()) {
            throw new UnsupportedPatternException("a bracket too many");
        }
        Captures.check(whole);
        return new Parsed(whole, parser.groups, parser.names);
    }

    private PatternTree choice() {
        List<PatternTree> branches = new ArrayList<>();
        do {
            branches.add(sequence());
        } while (source.pass('|'));
        return branches.size() == 1 ? branches.get(0) : new Choice(List.copyOf(branches));
    }

    private PatternTree sequence() {
        List<PatternTree> parts = new ArrayList<>();
        for (source.skipIgnored(); isInSequence(); source.skipIgnored()) {
            if (source.isAt("\\Q")) {
                quoted(parts);
            } else if (source.peek() == '(') {
                group(parts);
            } else {
                parts.add(quantifiers.applied(atom()));
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(List.copyOf(parts));
    }

    private boolean isInSequence() {
        return !source.isAtEnd() && source.peek() != '|' && source.peek() != ')';
    }

    private PatternTree atom() {
        if (source.isAt("\\k<")) {
            int start = source.at() + 3;
            source.moveTo(source.indexOf(">") + 1);
            Integer number = names.get(source.part(start, source.at() - 1));
            if (number == null) {
                throw new UnsupportedPatternException("a reference to no group");
            }
            return atoms.reference(number);
        }
        return source.peek() == '\\' && source.peek(1) >= '1' && source.peek(1) <= '9'
                ? numberedReference()
                : atoms.atom();
    }

    /** Reads a reference of as many digits as make the number of a group that began before. */
    private PatternTree numberedReference() {
        source.skip(1);
        int number = 0;
        do {
            number = number * 10 + source.peek() - '0';
            source.skip(1);
        } while (Character.isDigit(source.peek()) && number * 10 + source.peek() - '0' <= groups);
        return atoms.reference(number);
    }

    /** Reads text between {@code \Q} and {@code \E}; what is repeated behind it is its last character. */
    private void quoted(List<PatternTree> parts) {
        int start = source.at() + 2;
        int end = source.indexOf("\\E");
        int behind = end < 0 ? source.length() : end;
        for (int i = start; i < behind; i++) {
            parts.add(atoms.literal(source.part(i, i + 1).charAt(0)));
        }
        source.moveTo(end < 0 ? behind : end + 2);
        if (behind > start) {
            parts.add(quantifiers.applied(parts.remove(parts.size() - 1)));
        } else if (quantifiers.isQuantifier()) {
            throw new UnsupportedPatternException("a quantifier behind an empty quote");
        }
    }

    /** Reads what begins with a round bracket: a group, or flags that apply from here to the end of the one around. */
    private void group(List<PatternTree> parts) {
        int outside = source.flags();
        if (++depth > DEEPEST) {
            throw new UnsupportedPatternException("brackets more than " + DEEPEST + " deep");
        }
        source.skip(1);
        if (source.has(Pattern.COMMENTS) && source.peek() <= ' ') {
            throw new UnsupportedPatternException("a blank behind a bracket");
        }
        PatternTree inner = source.pass('?') ? special() : captured();
        depth--;
        if (inner == null) {
            source.pass(')');
            return;
        }
        if (!source.pass(')')) {
            throw new UnsupportedPatternException("a group without an end");
        }
        source.setFlags(outside);
        parts.add(quantifiers.applied(inner));
    }

    private PatternTree captured() {
        int number = ++groups;
        return new Group(number, choice());
    }

    /** Reads what stands behind {@code (?}; null where it is only flags. */
    private @Nullable PatternTree special() {
        if (source.pass('>')) {
            return new Atomic(choice());
        }
        if (source.peek() == '=' || source.peek() == '!') {
            return look(true);
        }
        if (source.pass('<')) {
            if (source.peek() == '=' || source.peek() == '!') {
                return look(false);
            }
            int start = source.at();
            source.moveTo(source.indexOf(">") + 1);
            names.put(source.part(start, source.at() - 1), groups + 1);
            return captured();
        }
        source.passFlags();
        if (source.pass(':')) {
            return choice();
        }
        if (source.peek() != ')') {
            throw new UnsupportedPatternException("such flags");
        }
        return null;
    }

    private PatternTree look(boolean ahead) {
        boolean negated = source.peek() == '!';
        source.skip(1);
        return new Look(choice(), ahead, negated);
    }
}
