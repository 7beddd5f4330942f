/**
 * The file of the embedded store and what lies in it: sorted maps of MVStore, their snapshots, and the two files beside it by
 * which clients log in.
 *
 * <p>The entry types are {@link org.mailtally.store.embedded.file.StoreFile} and {@link
 * org.mailtally.store.embedded.file.StoreMaps}. What a command's thread reads of them, and how long it may,
 * {@link org.mailtally.store.embedded.file.Reads} says. The room knows H2's MVStore and, of mongo-java-server, the documents and
 * errors that replies are made of.
 */
@NullMarked
package org.mailtally.store.embedded.file;

import org.jspecify.annotations.NullMarked;
