/**
 * Settles which log a file is, and whether it still is what was counted of that log, by what is claimed in the store.
 *
 * <p>Entry type, which the routes name as a bean: {@link org.mailtally.settle.Files}. Marks tell logs that begin alike
 * apart, rewritings tell what became of a file that is not what was counted, archives need not be read again, possible gaps
 * are kept, and nothing is counted under two names of a source. This room knows files and documents; the counting knows
 * neither.
 */
@NullMarked
package org.mailtally.settle;

import org.jspecify.annotations.NullMarked;
