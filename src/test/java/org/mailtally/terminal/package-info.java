/** Tests of what a terminal shows. */
@NullMarked
package org.mailtally.terminal;

import org.jspecify.annotations.NullMarked;
