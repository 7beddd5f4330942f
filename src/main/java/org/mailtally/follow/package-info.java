/**
 * What the polling route needs beside counting: when it polls, which files were seen as they are, which trackers are active,
 * and what becomes of a fault.
 *
 * <p>The route names {@link org.mailtally.follow.SeenFiles}, {@link org.mailtally.follow.Faults},
 * {@link org.mailtally.follow.Polls} and {@link org.mailtally.follow.PollThread} as beans; an edit goes to
 * {@link org.mailtally.follow.ActiveTrackers}. Which windows were looked at, so that no line in them means 0, follows from what
 * {@link org.mailtally.follow.Lookout} makes of each poll. This room knows Camel, and what it passes
 * on of the rooms source, tally and store.
 */
@NullMarked
package org.mailtally.follow;

import org.jspecify.annotations.NullMarked;
