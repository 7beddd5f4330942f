/** Tests of the data source. Cases that carry a {@code differs} are answered otherwise than the old Java library does. */
@NullMarked
package org.mailtally.gviz;

import org.jspecify.annotations.NullMarked;
