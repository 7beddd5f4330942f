/** Tests of the plumbing of HTTP. */
@NullMarked
package org.mailtally.http;

import org.jspecify.annotations.NullMarked;
