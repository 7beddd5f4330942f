/** Tests of the settings. */
@NullMarked
package org.mailtally.settings;

import org.jspecify.annotations.NullMarked;
