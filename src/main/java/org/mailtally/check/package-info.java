/** Judges a count as monitoring plugins do. */
@NullMarked
package org.mailtally.check;

import org.jspecify.annotations.NullMarked;
