/**
 * The uncompressed bytes of a file, read at positions, whatever it is compressed by.
 *
 * <p>Entry type: {@link org.mailtally.source.file.content.Contents}, which opens a file by its magic bytes. This room knows
 * no lines and no times.
 */
@NullMarked
package org.mailtally.source.file.content;

import org.jspecify.annotations.NullMarked;
