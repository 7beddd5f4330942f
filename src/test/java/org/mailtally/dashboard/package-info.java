/** Tests of the dashboard: its words, its files, and the page in a real browser. */
@NullMarked
package org.mailtally.dashboard;

import org.jspecify.annotations.NullMarked;
