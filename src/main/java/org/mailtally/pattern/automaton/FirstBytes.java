package org.mailtally.pattern.automaton;

import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.PatternTree.Atomic;
import org.mailtally.pattern.automaton.PatternTree.Choice;
import org.mailtally.pattern.automaton.PatternTree.Group;
import org.mailtally.pattern.automaton.PatternTree.Look;
import org.mailtally.pattern.automaton.PatternTree.OneByte;
import org.mailtally.pattern.automaton.PatternTree.Place;
import org.mailtally.pattern.automaton.PatternTree.Repeat;
import org.mailtally.pattern.automaton.PatternTree.Sequence;

/** Which bytes a match of an expression may begin with. */
final class FirstBytes {

    private FirstBytes() {}

    /** Them; null where a match may be empty, or nothing is known. */
    static @Nullable ByteSet of(PatternTree expression) {
        if (expression instanceof OneByte one) {
            return one.bytes();
        }
        if (expression instanceof Group group) {
            return of(group.body());
        }
        if (expression instanceof Atomic atomic) {
            return of(atomic.body());
        }
        if (expression instanceof Repeat repeat) {
            return repeat.least() == 0 ? null : of(repeat.body());
        }
        if (expression instanceof Choice choice) {
            ByteSet all = ByteSet.ofAll("");
            for (PatternTree branch : choice.branches()) {
                ByteSet begun = of(branch);
                if (begun == null) {
                    return null;
                }
                all = all.with(begun);
            }
            return all;
        }
        return expression instanceof Sequence sequence ? ofParts(sequence) : null;
    }

    private static @Nullable ByteSet ofParts(Sequence sequence) {
        ByteSet all = ByteSet.ofAll("");
        for (PatternTree part : sequence.parts()) {
            if (part instanceof Place || part instanceof Look) {
                continue;
            }
            ByteSet begun = part instanceof Repeat repeat ? of(repeat.body()) : of(part);
            if (begun == null) {
                return null;
            }
            all = all.with(begun);
            if (!part.canBeEmpty()) {
                return all;
            }
        }
        return null;
    }
}
