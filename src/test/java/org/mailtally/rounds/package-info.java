/** How many rounds a random test runs, from which seed, and the command that repeats one that failed. */
@NullMarked
package org.mailtally.rounds;

import org.jspecify.annotations.NullMarked;
