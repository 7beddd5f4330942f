package org.mailtally.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The decoded parameters of a request, as the query string has them, each with all its values.
 *
 * <p>Read from the query string itself: among Camel's headers a parameter could pass for something else.
 *
 * @param parameters the values by name; a part that cannot be decoded stands as it is
 */
public record HttpQuery(Map<String, List<String>> parameters) {

    private static final int MOST_PARAMETERS = 200;

    public static HttpQuery of(Exchange exchange) {
        return of(raw(exchange));
    }

    /** The query string as it was sent; empty where there is none. */
    public static String raw(Exchange exchange) {
        String query = exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        if (query == null) {
            query = exchange.getMessage().getHeader(Exchange.HTTP_QUERY, String.class);
        }
        return query == null ? "" : query;
    }

    public static HttpQuery of(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (!query.isEmpty()) {
            for (String pair : query.split("&", MOST_PARAMETERS)) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return new HttpQuery(parameters);
    }

    /** The first value of each parameter. */
    public Map<String, String> firsts() {
        Map<String, String> firsts = new LinkedHashMap<>();
        parameters.forEach((name, values) -> firsts.put(name, values.get(0)));
        return firsts;
    }

    /** The first value of a parameter; null where it is not given, or empty. */
    @Nullable
    public String first(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    /**
     * The one value of a parameter; null where it is not given, or empty.
     *
     * @throws IllegalArgumentException where it is given more than once: said in one line
     */
    @Nullable
    public String only(String name) {
        int given = parameters.getOrDefault(name, List.of()).size();
        if (given > 1) {
            throw new IllegalArgumentException(name + " is given " + given + " times: give it once");
        }
        return first(name);
    }

    public static @Nullable String header(Exchange exchange, String name) {
        Message message = exchange.getMessage();
        return message.getHeader(name, String.class);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
