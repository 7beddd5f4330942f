/**
 * What the polling route needs beside counting: which files were seen as they are, and what becomes of a fault.
 *
 * <p>The route names both of its types as beans: {@link org.mailtally.follow.SeenFiles} and
 * {@link org.mailtally.follow.Faults}. This room knows Camel, and of the rooms log and store what the pages are told.
 */
@NullMarked
package org.mailtally.follow;

import org.jspecify.annotations.NullMarked;
