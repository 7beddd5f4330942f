/** Tests of patterns: what they mean, and which lines they match. */
@NullMarked
package org.mailtally.pattern;

import org.jspecify.annotations.NullMarked;
