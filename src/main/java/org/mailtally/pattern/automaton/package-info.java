/**
 * Decides whether lines match a pattern, and finds the match, in bounded time and memory, whatever they hold.
 *
 * <p>Entry type: {@link org.mailtally.pattern.automaton.LineExpression}. This room knows patterns and bytes; it knows no
 * block, no tracker and no log.
 *
 * <p>There are three ways. Counting needs to know of a line only whether it matches, not where, so a finite automaton can
 * decide: the pattern becomes a {@link org.mailtally.pattern.automaton.Program} of steps that may be taken together, and each
 * set of them that lines lead to becomes one state, made when a line first leads there. Where a match lies, and its groups,
 * is found by {@link org.mailtally.pattern.automaton.Backtracking}, which tries one way after the other as java.util.regex does,
 * in counted steps; it also decides the lines of patterns that have no automaton. What it gives up of those that look around
 * is decided by a {@link org.mailtally.pattern.automaton.Simulation}, which follows all ways at once; references to groups and
 * groups that give nothing back have none. What a pattern means is java.util.regex's to say: whatever stands for one byte is
 * looked up there, byte by byte, and the tests compare the rest with it.
 */
@NullMarked
package org.mailtally.pattern.automaton;

import org.jspecify.annotations.NullMarked;
