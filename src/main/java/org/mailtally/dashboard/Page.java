package org.mailtally.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * One static resource as it goes over HTTP.
 *
 * @param contentType the value of {@code Content-Type}
 * @param etag the value of {@code ETag}, a strong one, in its quotes
 * @param cacheControl the value of {@code Cache-Control}
 * @param contentSecurityPolicy the value of {@code Content-Security-Policy}: nothing but this origin
 * @param text the body, to be sent as UTF-8
 */
public record Page(String contentType, String etag, String cacheControl, String contentSecurityPolicy, String text) {

    /** Whether a request's {@code If-None-Match} requests 304 Not Modified (RFC 9110, section 13.1.2). */
    public boolean isKnownTo(@Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String known : ifNoneMatch.split(",", -1)) {
            String tag = known.strip();
            // a proxy that compresses weakens the tag it passes on
            if (tag.equals("*") || (tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
