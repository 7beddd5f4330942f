@NullMarked
package org.mailtally.source;

import org.jspecify.annotations.NullMarked;
