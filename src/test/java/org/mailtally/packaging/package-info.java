/** Tests of what is shipped around the process: the launchers, the check plugin and the distribution. */
@NullMarked
package org.mailtally.packaging;

import org.jspecify.annotations.NullMarked;
