/** Counts lines per tracker and window. */
@NullMarked
package org.mailtally.tally;

import org.jspecify.annotations.NullMarked;
