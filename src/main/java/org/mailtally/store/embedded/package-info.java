/** Serves the embedded store over the Mongo wire protocol. */
@NullMarked
package org.mailtally.store.embedded;

import org.jspecify.annotations.NullMarked;
