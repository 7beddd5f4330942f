/** Tests of recounting: that its own way of reading means the same as the fast one. */
@NullMarked
package org.mailtally.verify;

import org.jspecify.annotations.NullMarked;
