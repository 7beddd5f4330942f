/**
 * Tables: described columns of typed cells in arrays of primitives, their values as plain text, and the notices that an
 * answer carries beside them.
 *
 * <p>Entry type: {@link org.mailtally.gviz.table.Table}. What is public beside it and its builder is for the rooms of the
 * data source alone: they read and make columns without boxing a cell. This room knows no other.
 */
@NullMarked
package org.mailtally.gviz.table;

import org.jspecify.annotations.NullMarked;
