/**
 * What the pages show: the sentence that says whether mail is flowing, the answer of {@code /health}, the chart files
 * and the static resources of the page itself.
 *
 * <p>Entry type: {@link org.mailtally.dashboard.Dashboard}. It is handed a {@link org.mailtally.dashboard.Situation} of
 * plain values and hands back text; it knows no other room, no Camel and no MongoDB, and reads no clock.
 */
@NullMarked
package org.mailtally.dashboard;

import org.jspecify.annotations.NullMarked;
