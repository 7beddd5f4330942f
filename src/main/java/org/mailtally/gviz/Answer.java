package org.mailtally.gviz;

import java.util.Map;

/** What goes back to the client, always with HTTP status 200: the protocol's own status is in the body. */
public final class Answer {
    private final String contentType;
    private final Map<String, String> headers;
    private final byte[] body;

    Answer(String contentType, Map<String, String> headers, byte[] body) {
        this.contentType = contentType;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** Media type and charset. */
    public String contentType() {
        return contentType;
    }

    /** The headers beside the content type, by name; no value holds a line end. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes, in the charset the content type names: the answer's own array, to be written and left as it is. */
    public byte[] body() {
        return body;
    }
}
