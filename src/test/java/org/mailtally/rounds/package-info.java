/** How many rounds a random test runs, from which seed, the command that repeats one that failed, and how long tests wait. */
@NullMarked
package org.mailtally.rounds;

import org.jspecify.annotations.NullMarked;
