/** What the HTTP routes call, with a real server before it. */
@NullMarked
package org.mailtally.serve;

import org.jspecify.annotations.NullMarked;
