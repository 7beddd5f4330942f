/**
 * The port of the embedded store: connections, messages, who a client is, and which thread answers it.
 *
 * <p>The entry type is {@link org.mailtally.store.embedded.wire.WireServer}; what it answers with is given to it as
 * {@link org.mailtally.store.embedded.wire.Answers}. The room knows netty and the BSON of mongo-java-server, and nothing of
 * what is stored. Layouts: github.com/mongodb/specifications ("OP_MSG", "Authentication"), bsonspec.org 1.1.
 *
 * <h2>What strangers can do</h2>
 *
 * The port is one of 127.0.0.1, which every user of the host reaches. A connection begins as a {@linkplain
 * org.mailtally.store.embedded.wire.Caller#STRANGER stranger's}: it may greet and log in, by messages of at most 16 KiB.
 * Every declared length is checked against the message before anything is allocated by it, and so is the depth of nesting.
 * Of the connections that have not logged in some hundreds are kept; above that, the one that was silent for longest is
 * closed.
 *
 * <h2>Who answers</h2>
 *
 * The pipeline's own commands run on the threads of the connections. Those of other clients run on two threads of their own,
 * one command of a connection at a time, and are answered within their time limit whatever they do.
 */
@NullMarked
package org.mailtally.store.embedded.wire;

import org.jspecify.annotations.NullMarked;
