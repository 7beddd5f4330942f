/** Tests of the polls of topics. */
@NullMarked
package org.mailtally.topic;

import org.jspecify.annotations.NullMarked;
