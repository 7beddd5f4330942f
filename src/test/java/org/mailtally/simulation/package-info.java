/**
 * The simulation: the real reader, tally and rows, driven through random histories of a folder, a store, a clock and two
 * processes, and compared with a ledger that knows every line ever written.
 *
 * <p>Entry type: {@link org.mailtally.simulation.History}, which a seed makes, and which always goes the same way. The
 * files are real ones; the store, the clock and the processes' order are simulated. The steps of
 * {@code routes/track-mail.camel.yaml} are gone through by {@link org.mailtally.simulation.Poll}, one store operation at a
 * time. What a process could know of lines that went is kept by its {@link org.mailtally.simulation.Witness}, and
 * which windows it looked at, so that no line means 0, by its {@link org.mailtally.simulation.LookedAt}. What a
 * deliberately broken flow would do is in {@link org.mailtally.simulation.Mutation}, and what cannot be broken from there
 * in {@link org.mailtally.simulation.BrokenProduct}.
 */
@NullMarked
package org.mailtally.simulation;

import org.jspecify.annotations.NullMarked;
