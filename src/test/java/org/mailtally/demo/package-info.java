/** Tests of the living sample. */
@NullMarked
package org.mailtally.demo;

import org.jspecify.annotations.NullMarked;
