/** Speaks the Google Visualization data source protocol. */
@NullMarked
package org.mailtally.gviz;

import org.jspecify.annotations.NullMarked;
