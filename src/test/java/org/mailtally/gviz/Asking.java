package org.mailtally.gviz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Requests and answers in short. */
final class Asking {
    static final DataSource OPEN = new DataSource(Set.of(), false);
    static final DataSource RESTRICTED = new DataSource(Set.of("https://friend.example"), true);

    private Asking() {}

    /** A request as a page of the same origin sends it. */
    static Request tqx(String tqx) {
        return OPEN.request(Map.of("tqx", tqx), true, null);
    }

    /** The body, without a byte order mark. */
    static String text(Answer answer) {
        String text = new String(answer.body(), charset(answer));
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** The JSON of an answer, whether a handler is called with it or not. */
    static Map<String, Object> json(Answer answer) {
        String text = text(answer);
        boolean bare = answer.contentType().startsWith("application/json");
        return StrictJson.object(
                StrictJson.parse(bare ? text : text.substring(text.indexOf('(') + 1, text.length() - 2)));
    }

    static Map<String, Object> firstError(Answer answer) {
        return StrictJson.object(StrictJson.array(json(answer).get("errors")).get(0));
    }

    private static Charset charset(Answer answer) {
        return answer.contentType().contains("UTF-16LE") ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }
}
