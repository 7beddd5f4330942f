/** The trackers that ship, by what they count of whole logs, beside other people's counters. */
@NullMarked
package org.mailtally.trackers;

import org.jspecify.annotations.NullMarked;
