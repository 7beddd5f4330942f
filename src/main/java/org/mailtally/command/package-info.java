/**
 * The command line: each command's options, what it prints and its exit code.
 *
 * <p>Entry type: {@link org.mailtally.command.Commands}. What starts, checks or looks at a process comes to the commands as
 * an {@link org.mailtally.command.Application}, so this room may know every other but the one that wires, and only that one
 * knows this.
 */
@NullMarked
package org.mailtally.command;

import org.jspecify.annotations.NullMarked;
