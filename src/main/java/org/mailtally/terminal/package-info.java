/**
 * What a terminal shows of a trial: the newest matches with what was found in them marked, and the counts as bars.
 *
 * <p>Entry type: {@link org.mailtally.terminal.TrialReport}. This room knows lines that are marked and numbers; it reads
 * nothing. What comes from a log is shown without its control characters, so that no line can command the terminal.
 */
@NullMarked
package org.mailtally.terminal;

import org.jspecify.annotations.NullMarked;
