/**
 * The answer to a query: checks that it fits a table, and makes the table that it selects, column by column.
 *
 * <p>Entry type: {@link org.mailtally.gviz.evaluation.Evaluation}, the only one. The clauses are worked off in this order:
 * {@code where} ({@link org.mailtally.gviz.evaluation.Filter}), {@code group by} and {@code pivot} ({@link
 * org.mailtally.gviz.evaluation.Grouping}), {@code order by} ({@link org.mailtally.gviz.evaluation.Ranking}), the page,
 * {@code select} and {@code label} ({@link org.mailtally.gviz.evaluation.Selection}), {@code format} ({@link
 * org.mailtally.gviz.evaluation.Formatting}). Of the other rooms this one knows {@link org.mailtally.gviz.query} and {@link
 * org.mailtally.gviz.table}.
 */
@NullMarked
package org.mailtally.gviz.evaluation;

import org.jspecify.annotations.NullMarked;
