/**
 * Alerts: what the check says of each threshold, remembered in the store, so that each change is sent once.
 *
 * <p>Entry type: {@link org.mailtally.alert.Alerts}, which the route {@code alerts} calls; {@link org.mailtally.alert.Watched}
 * is what it is asked about, {@link org.mailtally.alert.Alert} what is sent, {@link org.mailtally.alert.AlertCommand} hands it
 * to a command. This room knows Camel's exchange, the check's
 * results and the form of what the store is asked; where alerts go is the route's matter.
 */
@NullMarked
package org.mailtally.alert;

import org.jspecify.annotations.NullMarked;
