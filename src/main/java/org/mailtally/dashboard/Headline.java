package org.mailtally.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one sentence that a page is there for, and the evidence beside it.
 *
 * @param rest the rest of the sentence after the state's word
 * @param below what to make of it, in whole sentences; may be empty
 * @param facts what the sentence rests on, most telling first
 * @param filled the part of the ring that is filled while catching up, 0 to 1; null in other states
 */
record Headline(State state, Phrase rest, Phrase below, List<Phrase> facts, @Nullable Double filled) {
    Headline {
        facts = List.copyOf(facts);
    }
}
