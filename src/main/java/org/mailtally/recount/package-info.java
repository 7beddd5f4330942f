/**
 * Begins a recount from outside of the process that counts, and waits for it.
 *
 * <p>Entry type: {@link org.mailtally.recount.Recounting}. A recount is a later reading of the same definition: it is
 * claimed here, and taken up by the processes that count, by which every row of the logs on disk is replaced. This room
 * counts nothing itself. It deletes what no process could have written, before, and rows of recounted logs that no line
 * stands for, afterwards.
 */
@NullMarked
package org.mailtally.recount;

import org.jspecify.annotations.NullMarked;
