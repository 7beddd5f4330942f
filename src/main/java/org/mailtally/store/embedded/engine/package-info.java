/**
 * The commands of mongo-java-server over the maps of the store: documents as BSON under sorted keys, queries that look at no more
 * of them than their filter leaves open, and the commands that the engine answers otherwise than MongoDB.
 *
 * <p>The entry type is {@link org.mailtally.store.embedded.engine.StoredBackend}. The room commits nothing and knows no
 * connection: it is called by one writer at a time, and by any number of readers.
 */
@NullMarked
package org.mailtally.store.embedded.engine;

import org.jspecify.annotations.NullMarked;
