/**
 * The process: what starts and wires it, and the {@code Tracker} that operators write in YAML.
 *
 * <p>Entry type: {@code Mailtally}. This room may know every other; no other room may know this one.
 */
@NullMarked
package org.mailtally;

import org.jspecify.annotations.NullMarked;
