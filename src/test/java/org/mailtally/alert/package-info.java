/** Alerts: when one is sent, and what it says. */
@NullMarked
package org.mailtally.alert;

import org.jspecify.annotations.NullMarked;
