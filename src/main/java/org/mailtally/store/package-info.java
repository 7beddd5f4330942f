/**
 * Keeps what is counted as MongoDB documents: what is queried, what the answers mean, and what is written.
 *
 * <p>Entry type, which the routes name as a bean: {@link org.mailtally.store.Openings}, what must be known before a log is
 * counted. A route finds what a {@link org.mailtally.store.Find} says and writes what a {@link org.mailtally.store.Write}
 * says, through {@link org.mailtally.store.StoreConnection}; a source adds what it must find by {@link
 * org.mailtally.store.Opened}. The rows are in {@code store.rows}. This room knows documents, logs and tallies; it knows no
 * file and no Camel, and does no input or output of its own.
 *
 * <h2>The invariant: what is stored only grows</h2>
 *
 * A row holds how many lines of one log, up to byte {@code position}, fall into one window for one tracker by one
 * reading. Within a reading its numbers only grow, and together, so that written twice, late, out of order or by two
 * processes at once, it ends the same. It holds by these rules:
 *
 * <ul>
 *   <li>The checkpoint is read first, the rows after it, and nothing is kept from memory. A line below a row's own
 *       position is already in that row.
 *   <li>Written means kept: {@code w=majority}, journaled, and reads from the primary, whatever the address says.
 *   <li>A row for every window that was read, with 0 where nothing matched.
 *   <li>Rows are written before the checkpoint that says so.
 *   <li>A horizon is raised before rows below it are deleted; they are neither written nor shown.
 *   <li>A checkpoint is raised only from where it was read: who was overtaken starts afresh.
 *   <li>Marks, readings and rewritings are claimed by insert-only documents: the first one to claim is right.
 *   <li>Each edit of a tracker claims a reading behind those that were claimed, or may still be, for the ones before.
 * </ul>
 */
@NullMarked
package org.mailtally.store;

import org.jspecify.annotations.NullMarked;
