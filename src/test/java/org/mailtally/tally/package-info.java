/** Tests of the counting: what a stretch adds. */
@NullMarked
package org.mailtally.tally;

import org.jspecify.annotations.NullMarked;
