/** Tests of the workbench: real files, a clock and a ticker that are given. */
@NullMarked
package org.mailtally.workbench;

import org.jspecify.annotations.NullMarked;
