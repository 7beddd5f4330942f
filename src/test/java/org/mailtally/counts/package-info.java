/** Tests of the answers to questions about counts. */
@NullMarked
package org.mailtally.counts;

import org.jspecify.annotations.NullMarked;
