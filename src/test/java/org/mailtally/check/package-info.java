/** Tests of the on-call check. */
@NullMarked
package org.mailtally.check;

import org.jspecify.annotations.NullMarked;
