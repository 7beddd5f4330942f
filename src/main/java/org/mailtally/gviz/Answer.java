package org.mailtally.gviz;

import java.util.HashMap;
import java.util.Map;

/** What goes back to the client, always with HTTP status 200: the protocol's own status is in the body. */
public final class Answer {
    private final String contentType;
    private final Map<String, String> headers;
    private final byte[] body;
    private final String tag;

    Answer(String contentType, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new HashMap<>(headers);
        this.tag = '"' + Utf8.signature(body, 0, body.length) + '"';
        all.put("ETag", tag);
        this.contentType = contentType;
        this.headers = Map.copyOf(all);
        this.body = body;
    }

    /** Media type and charset. */
    public String contentType() {
        return contentType;
    }

    /** The header {@code ETag}, quotation marks included: equal for equal bodies, and but for one chance in 2⁶⁴ only then. */
    public String tag() {
        return tag;
    }

    /** The headers beside the content type, the tag among them, by name; no value holds a line end. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes, in the charset the content type names: the answer's own array, to be written and left as it is. */
    public byte[] body() {
        return body;
    }
}
