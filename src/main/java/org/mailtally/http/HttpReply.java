package org.mailtally.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

/** The writing of an answer into an exchange: a message of its own, so that no header of the request is sent back. */
public final class HttpReply {

    private HttpReply() {}

    public static void text(
            Exchange exchange, int status, String contentType, Map<String, String> headers, String text) {
        bytes(exchange, status, contentType, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void bytes(
            Exchange exchange, int status, String contentType, Map<String, String> headers, byte[] body) {
        DefaultMessage message = new DefaultMessage(exchange.getContext());
        Map<String, Object> all = new HashMap<>(headers);
        all.putIfAbsent("Cache-Control", "no-store");
        all.putIfAbsent("X-Content-Type-Options", "nosniff");
        all.put(Exchange.HTTP_RESPONSE_CODE, status);
        all.put(Exchange.CONTENT_TYPE, contentType);
        message.setHeaders(all);
        message.setBody(body);
        exchange.setMessage(message);
    }
}
