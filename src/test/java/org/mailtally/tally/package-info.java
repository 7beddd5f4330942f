/** Tests of the counting: what a task adds. */
@NullMarked
package org.mailtally.tally;

import org.jspecify.annotations.NullMarked;
