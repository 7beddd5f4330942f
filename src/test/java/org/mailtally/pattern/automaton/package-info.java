/** Tests of the automaton: java.util.regex is what it is compared with. */
@NullMarked
package org.mailtally.pattern.automaton;

import org.jspecify.annotations.NullMarked;
