/** Tests. */
@NullMarked
package org.mailtally.serve;

import org.jspecify.annotations.NullMarked;
