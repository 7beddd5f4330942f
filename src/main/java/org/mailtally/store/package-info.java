/** Keeps rows, marks and checkpoints as MongoDB documents. */
@NullMarked
package org.mailtally.store;

import org.jspecify.annotations.NullMarked;
