/**
 * When a line was written, and by which host, found by regular expressions: the sibling of {@code org.mailtally.time}, on
 * purpose by other means.
 *
 * <p>Entry types: {@link org.mailtally.verify.time.LineTimes} and {@link org.mailtally.verify.time.LineHost}. This room knows
 * no other.
 */
@NullMarked
package org.mailtally.verify.time;

import org.jspecify.annotations.NullMarked;
