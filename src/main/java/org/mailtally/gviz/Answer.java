package org.mailtally.gviz;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.mailtally.gviz.render.Renderer;
import org.mailtally.gviz.table.Utf8;

/** What goes back to the client, always with HTTP status 200: the protocol's own status is in the body. */
public final class Answer {
    private final String contentType;
    private final Map<String, String> headers;
    private final byte[] body;
    private final String tag;
    private final int idStart;
    private final int idEnd;

    /**
     * @param idStart where the request's id begins in the body; negative where the form does not hold it
     * @param idEnd where it ends
     */
    private Answer(String contentType, Map<String, String> headers, byte[] body, int idStart, int idEnd) {
        Map<String, String> all = new HashMap<>(headers);
        this.tag = '"' + Utf8.signature(body, 0, body.length) + '"';
        all.put("ETag", tag);
        this.contentType = contentType;
        this.headers = Map.copyOf(all);
        this.body = body;
        this.idStart = idStart;
        this.idEnd = idEnd;
    }

    static Answer of(Request request, String contentType, Map<String, String> headers, byte[] body) {
        Renderer renderer = Renderer.of(request.output());
        int start = renderer.idStart(request.options());
        return new Answer(contentType, headers, body, start, start + renderer.id(request.options()).length);
    }

    /**
     * The answer of the same table to another request: to the last byte what it would be if it were made again.
     *
     * @param request one whose {@link Request#meaning} is that of the request that this answers
     */
    public Answer to(Request request) {
        if (idStart < 0) {
            return this;
        }
        byte[] id = Renderer.of(request.output()).id(request.options());
        if (Arrays.equals(id, 0, id.length, body, idStart, idEnd)) {
            return this;
        }
        byte[] other = new byte[body.length - (idEnd - idStart) + id.length];
        System.arraycopy(body, 0, other, 0, idStart);
        System.arraycopy(id, 0, other, idStart, id.length);
        System.arraycopy(body, idEnd, other, idStart + id.length, body.length - idEnd);
        return new Answer(contentType, headers, other, idStart, idStart + id.length);
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
