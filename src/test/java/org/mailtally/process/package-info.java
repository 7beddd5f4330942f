/** Tests of the built distribution as a process of its own: driven by files, signals and HTTP, as operators drive it. */
@NullMarked
package org.mailtally.process;

import org.jspecify.annotations.NullMarked;
