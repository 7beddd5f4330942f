/** Tests of the counting: which lines a pattern matches, and what a stretch adds. */
@NullMarked
package org.mailtally.tally;

import org.jspecify.annotations.NullMarked;
