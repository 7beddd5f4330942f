/**
 * What is usual: how many messages a tracker counts in the same stretch of local time on the same weekday, learned from the
 * last eight weeks.
 *
 * <p>{@link org.mailtally.usual.Usual} learns from counts that it is given, {@link org.mailtally.usual.Expected} is what it
 * learned, {@link org.mailtally.usual.Band} its ends as people read them, {@link org.mailtally.usual.Rule} what is
 * looked at for a window, an hour or a day. Pure functions: this room knows no other room, no store and no clock.
 */
@NullMarked
package org.mailtally.usual;

import org.jspecify.annotations.NullMarked;
