/**
 * A living sample: the mail log of an invented Postfix host, for seeing Mailtally at work without a mail server.
 *
 * <p>Knows no other room. Every name and address in it is reserved for documentation (RFC 2606, RFC 5737). Entry type:
 * {@code SampleLog}.
 */
@NullMarked
package org.mailtally.demo;

import org.jspecify.annotations.NullMarked;
