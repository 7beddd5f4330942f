/**
 * Reads mail logs as files: how they begin, whether they still are what was counted, and their whole lines in blocks, each
 * with its time. Which log a file is, is settled in {@code settle}.
 *
 * <p>Entry type: {@link org.mailtally.source.file.Logs}. This room knows files, bytes and the times of
 * lines; it knows no Camel, no Mongo and no tracker. What is known of the logs being followed is kept by {@link org.mailtally.source.file.Following}, for the pages.
 *
 * <p>A log is a name that does not change ({@link org.mailtally.source.LogId}) and a position in it is a number that only
 * grows: the offset in uncompressed bytes. Whatever its file is called today, and whether it is compressed, it is the
 * same log.
 */
@NullMarked
package org.mailtally.source.file;

import org.jspecify.annotations.NullMarked;
