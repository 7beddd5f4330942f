/** Tests of what is asked of the store and what is written, named after what went wrong. */
@NullMarked
package org.mailtally.store;

import org.jspecify.annotations.NullMarked;
