/**
 * Tells when a line was written: the form of the time at its head, the year of one that names none, and its window.
 *
 * <p>Entry type: {@link org.mailtally.time.TimeWalk}, which goes from line to line, and whose {@link
 * org.mailtally.time.TimeState} is a part of each checkpoint; docs/times.md says the rule. {@link
 * org.mailtally.time.WrittenTime} reads one head, {@link org.mailtally.time.WrittenHost} the host behind it. This room knows
 * bytes and zones; it knows no files, and no other room.
 */
@NullMarked
package org.mailtally.time;

import org.jspecify.annotations.NullMarked;
