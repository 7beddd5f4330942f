/**
 * The query language: reads the text of a query into its clauses, expressions and conditions, before any table is looked
 * at. What it may say is described with the data source.
 *
 * <p>Entry type: {@link org.mailtally.gviz.query.Query}; public beside it is what a query is made of, and {@link
 * org.mailtally.gviz.query.TimeRange}, what of a table it can need. Of the other rooms this one knows {@link
 * org.mailtally.gviz.table}, whose cells hold its literals.
 */
@NullMarked
package org.mailtally.gviz.query;

import org.jspecify.annotations.NullMarked;
