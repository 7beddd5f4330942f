/**
 * The embedded store: a MongoDB-compatible server inside this process, over one file, for those who run no database.
 *
 * <p>The entry type is {@link org.mailtally.store.embedded.EmbeddedStore}. A message comes in by {@link
 * org.mailtally.store.embedded.wire}, passes what may be refused and committed here, is done by {@link
 * org.mailtally.store.embedded.engine}, and changes what lies in {@link org.mailtally.store.embedded.file}. Together they know
 * the engine of mongo-java-server, H2's MVStore and, of Mailtally, only how a row's `_id` begins; they know neither Camel nor
 * the driver. Clients are a MongoDB driver, pymongo or mongosh on this host.
 *
 * <h2>What it promises</h2>
 *
 * <ul>
 *   <li>A command that was answered is on disk: it survives kill -9 at any instant, and a power cut as far as the disk
 *       tells the truth about fsync, which every commit ends with.
 *   <li>A command is on disk whole or not at all, a bulk of many documents too (a bulk is one command up to 1,000
 *       documents, then the driver begins another). A reader sees only what has been committed.
 *   <li>A write that was sent without wanting an answer (w: 0) is carried out like any other.
 *   <li>When the disk is full, commands fail with error 14031 and nothing of them is stored; once there is room the
 *       next command succeeds, without a restart. What was answered before is still there.
 *   <li>A second process on the same file is refused.
 *   <li>The file is only ever written at its end, by some 5 to 10 KB a command. When it is over 16 MB and less than a
 *       quarter of it is live, it is rewritten between two commands, which wait meanwhile (300,000 rows: half a
 *       second); when it is opened or closed, already over 1 MB and less than half live. That takes room for a second
 *       file; where there is none, the file stays as it is.
 * </ul>
 *
 * <h2>What is fast</h2>
 *
 * Filters that hold an `_id`, `$in` or a range of `_id`, at the top or within `$and`, look at these documents only: in
 * find, count, distinct, update, delete, findAndModify and in the first `$match` of an aggregation. Where every document
 * of a collection follows the rule of rows, that `_id` begins with `insert_time`, so do ranges of `insert_time`; one
 * document that does not follow it, and such filters read the whole collection until it is gone. Sorting by `_id`, or by
 * `insert_time` where the rule holds, reads no more than is returned. Everything else is a scan, a second for some
 * 800,000 rows. A find that is sorted otherwise holds the keys of what it finds and what they are sorted by, with a limit
 * of few of them. Secondary indexes are
 * accepted and listed; only unique ones exist.
 *
 * <h2>What it does not do</h2>
 *
 * No transactions, sessions, retryable writes, change streams or tailable cursors. TTL, collation, hints, partial indexes,
 * validators and time-series options are accepted and ignored. Updates by pipeline and these stages are refused:
 * `$unionWith`, `$setWindowFields`, `$densify`, `$fill`, `$bucketAuto`; so are `explain`, `$dateTrunc` and other date
 * arithmetic. Regular expressions are RE2's, without look-around and back-references. An aggregation is one reply, at most 8 MB. A command that
 * has to hold more documents at once than there is memory for, as an aggregation that sorts or returns a year of rows, ends
 * with error 292. Of a bulk of deletes that fails, the reply does not say how many were done. The server calls itself MongoDB
 * 5.0, wire version 13, and takes documents of 4 MB and messages of 8 MB, as it says in its greeting.
 *
 * <h2>Who may wait for whom</h2>
 *
 * The pipeline, which is this process, waits for no reader: other clients read a snapshot of the last commit, on threads of
 * their own, and end with error 50 (MaxTimeMSExpired) after their `maxTimeMS`, 10 s where they have none, 60 s at most. Their
 * writes are alone in the store as all are, and end likewise, with nothing of them stored. What no clock could end within one
 * document is refused to them: `$range`, and loops within loops (`$map`, `$filter`, `$reduce`).
 *
 * <h2>Security</h2>
 *
 * Clients log in by SCRAM-SHA-256 as `mailtally`, with a password that is made at the first start and kept in `password` beside
 * the store; `address` holds the whole address with it. The pipeline has a user of its own, whose password is nowhere but in
 * the process. Both files and the store have mode 0600, and their folder, if it was created here, 0700. What a stranger can do
 * is in {@link org.mailtally.store.embedded.wire}. The store holds BSON, no serialised objects: opening it runs no code of it.
 */
@NullMarked
package org.mailtally.store.embedded;

import org.jspecify.annotations.NullMarked;
