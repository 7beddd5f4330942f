/** Tests of the times of lines: their forms, their years, their windows. */
@NullMarked
package org.mailtally.time;

import org.jspecify.annotations.NullMarked;
