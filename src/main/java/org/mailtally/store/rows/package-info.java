/**
 * Keeps counts as rows: which are found, raised, replaced and written for a tally, and which are too old.
 *
 * <p>Entry types, which the routes name as beans: {@link org.mailtally.store.rows.Rows} and {@link
 * org.mailtally.store.rows.Retention}. This room does no input or output of its own.
 */
@NullMarked
package org.mailtally.store.rows;

import org.jspecify.annotations.NullMarked;
