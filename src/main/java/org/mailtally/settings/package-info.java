/**
 * The settings: the keys that operators set, what each value must be, where it was given, and the ones that are active.
 *
 * <p>Entry type: {@link org.mailtally.settings.Settings}. Of the other rooms this one knows the states of a check, by which
 * one key is set; it knows no Camel, and of Mongo what an address of a store is.
 */
@NullMarked
package org.mailtally.settings;

import org.jspecify.annotations.NullMarked;
