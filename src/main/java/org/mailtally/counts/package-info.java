/**
 * Answers questions about counts: a range of time, a step, some trackers, in a zone.
 *
 * <p>Entry types: {@link org.mailtally.counts.Question}, which says what must be found in the store, and
 * {@link org.mailtally.counts.Series} and
 * {@link org.mailtally.counts.CountsByValue}, the answers. This room knows rows as documents; it knows no Camel and no page.
 */
@NullMarked
package org.mailtally.counts;

import org.jspecify.annotations.NullMarked;
