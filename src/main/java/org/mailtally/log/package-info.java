/** Reads mail logs: which log a file is, its whole lines in blocks, and the time of each line. */
@NullMarked
package org.mailtally.log;

import org.jspecify.annotations.NullMarked;
