package org.mailtally.pattern.automaton;

import java.util.List;
import org.mailtally.pattern.automaton.PatternTree.Greed;
import org.mailtally.pattern.automaton.PatternTree.Look;
import org.mailtally.pattern.automaton.PatternTree.Place;
import org.mailtally.pattern.automaton.PatternTree.Repeat;
import org.mailtally.pattern.automaton.PatternTree.Sequence;

/** The reading of what says how often the part before it stands there. */
final class QuantifierParser {

    private static final String QUANTIFIERS = "*+?{";

    private final PatternSource source;

    QuantifierParser(PatternSource source) {
        this.source = source;
    }

    boolean isQuantifier() {
        return !source.isAtEnd() && QUANTIFIERS.indexOf(source.peek()) >= 0;
    }

    /** The part that was read, as often as what stands here says. */
    PatternTree applied(PatternTree body) {
        source.skipIgnored();
        if (!isQuantifier()) {
            return body;
        }
        int least = 0;
        int most = Repeat.UNBOUNDED;
        char quantifier = source.peek();
        source.skip(1);
        if (quantifier == '+') {
            least = 1;
        } else if (quantifier == '?') {
            most = 1;
        } else if (quantifier == '{') {
            least = number();
            most = !source.pass(',') ? least : source.peek() == '}' ? Repeat.UNBOUNDED : number();
            if (!source.pass('}')) {
                throw new UnsupportedPatternException("a count that is none");
            }
        }
        source.skipIgnored();
        Greed greed = source.pass('+') ? Greed.POSSESSIVE : source.pass('?') ? Greed.LAZY : Greed.GREEDY;
        if (body instanceof Place || body instanceof Look) {
            if (least == 0 && Captures.isAnyIn(body)) {
                throw new UnsupportedPatternException("a group in a look around that may be left out");
            }
            return least > 0 ? body : new Sequence(List.of());
        }
        return new Repeat(body, least, most, greed);
    }

    private int number() {
        int start = source.at();
        while (source.peek() >= '0' && source.peek() <= '9') {
            source.skip(1);
        }
        String digits = source.from(start);
        if (digits.isEmpty() || digits.length() > 9) {
            throw new UnsupportedPatternException("a count that is none");
        }
        return Integer.parseInt(digits);
    }
}
