/**
 * Verifies what is stored: recounts the logs on disk and compares.
 *
 * <p>Entry type: {@link org.mailtally.verify.Verification}. So that a fault of the fast way is not repeated here, this
 * room reads in a way of its own: line by line, each line met by each pattern, its time and its host by regular
 * expressions, its window by division, which log a file is by hashing its beginning itself. It shares with counting only what a pattern
 * means ({@link org.mailtally.pattern.LineTest}), how a file is decompressed ({@link org.mailtally.source.file.content.LogBytes}), and what
 * lies in the store: readings, marks, checkpoints and rows, which it reads and never writes. It knows no Camel.
 *
 * <p>Inside it: {@link org.mailtally.verify.time} and {@link org.mailtally.verify.logs}, which know neither each other nor
 * the rest; {@link org.mailtally.verify.count}, which recounts by both. What is here begins it all and reports.
 *
 * <p>It may run beside a process that is counting. Checkpoints are read first and the rows after them; a row is compared
 * with the lines below its own position, or below the checkpoint where that is further, so that neither a row that has
 * grown meanwhile nor one that gained nothing is mistaken for a wrong one.
 */
@NullMarked
package org.mailtally.verify;

import org.jspecify.annotations.NullMarked;
