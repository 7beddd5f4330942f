/** Tests. */
@NullMarked
package org.mailtally.counts;

import org.jspecify.annotations.NullMarked;
