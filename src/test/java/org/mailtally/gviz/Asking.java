package org.mailtally.gviz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailtally.gviz.evaluation.Evaluation;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.PlainText;
import org.mailtally.gviz.table.Table;

/** Requests and answers in short. */
final class Asking {
    static final DataSource OPEN = new DataSource(Set.of(), false);
    static final DataSource RESTRICTED = new DataSource(Set.of("https://friend.example"), true);

    static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-23T09:55:00Z");

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

    static Request query(String tq, String hl) {
        return OPEN.request(Map.of("tq", tq, "hl", hl), true, null);
    }

    /** What a query that fits makes of a table. */
    static Table found(String tq, String hl, Table table) {
        Request request = query(tq, hl);
        return Evaluation.of(Query.parse(tq), table, request.locale(), NOW);
    }

    static Table found(String tq, Table table) {
        return found(tq, "", table);
    }

    /** All values as text, the word null for a null. */
    static List<List<String>> texts(Table table) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (ColumnData column : table.data()) {
                cells.add(PlainText.orNull(column, row));
            }
            rows.add(cells);
        }
        return rows;
    }
}
