/**
 * Counts per tracker and window: which lines of a portion match each tracker's pattern, and what that adds.
 *
 * <p>Entry type: {@link org.mailtally.tally.Trackers}. This room knows the blocks of {@code org.mailtally.source} and the
 * patterns of {@code org.mailtally.pattern}; it knows no Camel and no Mongo.
 */
@NullMarked
package org.mailtally.tally;

import org.jspecify.annotations.NullMarked;
