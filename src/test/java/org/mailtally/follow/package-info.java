/** Tests of what the polling route needs beside counting, named after what went wrong. */
@NullMarked
package org.mailtally.follow;

import org.jspecify.annotations.NullMarked;
