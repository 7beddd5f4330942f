/**
 * The on-call check: judges a count against ranges as monitoring plugins do, words the verdict as a plugin's one line,
 * and asks another Mailtally for its verdict.
 *
 * <p>Knows no Camel, no Mongo and no other room; counts are handed in. Entry type: {@code Thresholds}. Source of the rules:
 * the Monitoring Plugins Development Guidelines, "Threshold and Ranges", "Performance data" and "Plugin Return Codes".
 */
@NullMarked
package org.mailtally.check;

import org.jspecify.annotations.NullMarked;
