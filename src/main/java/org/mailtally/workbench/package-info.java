/**
 * The workbench: what a pattern would count, tried on the newest lines on disk; nothing is stored.
 *
 * <p>Entry type: {@link org.mailtally.workbench.Workbench}. This room knows logs and patterns; it knows no Camel, no Mongo
 * and no page. A trial is bounded in bytes and in time, however the pattern behaves, so it looks at the newest lines
 * first and says how far back it came.
 */
@NullMarked
package org.mailtally.workbench;

import org.jspecify.annotations.NullMarked;
