/**
 * Where lines come from: logs, their portions of whole lines in blocks, and positions in them that only grow.
 *
 * <p>Entry type: {@link org.mailtally.source.Log}, which each kind of source implements: files in {@code
 * source.file}, partitions in {@code source.kafka}. This room knows lines and their times; it knows no file, no Camel, no Mongo and no tracker.
 */
@NullMarked
package org.mailtally.source;

import org.jspecify.annotations.NullMarked;
