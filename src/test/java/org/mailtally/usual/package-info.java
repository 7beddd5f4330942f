/** Laws and error rates of what is usual. */
@NullMarked
package org.mailtally.usual;

import org.jspecify.annotations.NullMarked;
