/** Tests of what the HTTP routes answer. */
@NullMarked
package org.mailtally.serve;

import org.jspecify.annotations.NullMarked;
