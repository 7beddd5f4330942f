/**
 * Decides whether lines match a pattern, in a time that grows with their length alone, whatever they hold.
 *
 * <p>Entry type: {@link org.mailtally.tally.automaton.LineAutomaton}. This room knows patterns and bytes; it knows no
 * block, no tracker and no log.
 *
 * <p>Counting asks of a line only whether it matches, not where, so a finite automaton can answer: the pattern becomes a
 * {@link org.mailtally.tally.automaton.Program} of steps that may be taken together, and each set of them that lines
 * lead to becomes one state, made when a line first leads there. What a pattern means is java.util.regex's to say:
 * whatever stands for one byte is asked of it, byte by byte, and a pattern with anything in it that looks around, refers
 * back or gives nothing back (possessive) has no automaton.
 */
@NullMarked
package org.mailtally.tally.automaton;

import org.jspecify.annotations.NullMarked;
