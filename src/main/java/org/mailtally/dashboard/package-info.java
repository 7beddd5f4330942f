/** Prepares what the pages show. */
@NullMarked
package org.mailtally.dashboard;

import org.jspecify.annotations.NullMarked;
