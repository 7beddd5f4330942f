/**
 * The logs on disk: the files of the folder, which log each of them is by its beginning, and its lines one after the other.
 *
 * <p>Entry types: {@link org.mailtally.verify.logs.FilesByLog} of a {@link org.mailtally.verify.logs.LogFolder}, and {@link
 * org.mailtally.verify.logs.LogLines}. This room hashes beginnings itself; it shares with counting only how a file is
 * decompressed.
 */
@NullMarked
package org.mailtally.verify.logs;

import org.jspecify.annotations.NullMarked;
