/** Tests of the whole process and of the routes that ship. */
@NullMarked
package org.mailtally;

import org.jspecify.annotations.NullMarked;
