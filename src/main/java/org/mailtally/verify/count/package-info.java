/**
 * What is stored, recounted: readings, checkpoints and rows as they lie in the store, and what one log's lines make of them.
 *
 * <p>Entry types: {@link org.mailtally.verify.count.StoredLogs}, which loads, and {@link
 * org.mailtally.verify.count.Recount}, which recounts one log from one file; a {@link org.mailtally.verify.count.Verdict} is
 * what came of one row. This room names the collections itself and never writes.
 */
@NullMarked
package org.mailtally.verify.count;

import org.jspecify.annotations.NullMarked;
