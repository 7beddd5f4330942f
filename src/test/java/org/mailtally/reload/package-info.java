/** Tests of edited route files, named after how they are saved or what is wrong with them. */
@NullMarked
package org.mailtally.reload;

import org.jspecify.annotations.NullMarked;
