/**
 * Checks the route files whole, then swaps: a saved change goes live in seconds, and a wrong one changes nothing.
 *
 * <p>Entry types: {@link org.mailtally.reload.RouteCheck}, which loads the files into a scratch context and says what is
 * wrong with them, and {@link org.mailtally.reload.RouteReloader}, which watches the folder of a running process. What is
 * wrong is a {@link org.mailtally.reload.Refusal}. This room knows Camel, of the room tally what a tracker
 * is, and of the settings how words that were typed are compared with known ones.
 *
 * <h2>Why not Camel's own reload</h2>
 *
 * It loads each file as it is saved, into the running context: a typo there stops routes, an id copied from another file
 * replaces that file's route, a removed bean stays bound, and an exception without a message ends the watching. Here the
 * running context sees only files that were loaded, whole, beside it.
 *
 * <h2>When a change is taken</h2>
 *
 * The files are read every half second, and known by their content: a touched file is no change, whatever its times say. A
 * change is checked when two looks in a row found the same, so that a file that is still being written, or is away between
 * two steps of an editor's saving, is not taken for what was meant. What is wrong is reported when it has stayed as it is for
 * two looks more.
 */
@NullMarked
package org.mailtally.reload;

import org.jspecify.annotations.NullMarked;
