/** Tests of the reading of logs: which log a file is, its lines in blocks, and the time of each line. */
@NullMarked
package org.mailtally.source.file.content;

import org.jspecify.annotations.NullMarked;
