package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.ValueType;

/** What the open TypeScript client does with an answer, in its own regular expressions. */
class ClientTest {
    private static final Pattern SAME_ORIGIN = Pattern.compile("^(\\{.*\\})$");
    private static final Pattern BEFORE_JSON =
            Pattern.compile("^[\\s\\S]*google\\.visualization\\.Query\\.setResponse\\(");
    private static final Pattern AFTER_JSON = Pattern.compile("\\);?\\s*$");
    private static final Pattern DATE = Pattern.compile("^Date\\(\\s*([\\d,\\s]*)\\)$");

    private static final Table DOCUMENTED = Cases.table("documented");

    @Test
    void sameOrigin_json_oneLineIsTaken() {
        assertThat(SAME_ORIGIN
                        .matcher(Asking.text(Asking.OPEN.answer(Asking.tqx("reqId:0"), DOCUMENTED)))
                        .matches())
                .isTrue();
        assertThat(SAME_ORIGIN.matcher("{\n \"version\":\"0.6\"\n}").matches()).isFalse();
    }

    @Test
    void otherOrigin_jsonp_strippedToStrictJson() {
        Request request = Asking.OPEN.request(Map.of("tqx", "reqId:5"), false, "https://page.example");
        String text = Asking.text(Asking.OPEN.answer(request, DOCUMENTED));
        String json =
                AFTER_JSON.matcher(BEFORE_JSON.matcher(text).replaceFirst("")).replaceFirst("");
        Map<String, Object> response = StrictJson.object(StrictJson.parse(json));
        assertThat(response).containsEntry("reqId", "5").containsEntry("status", "ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Date(2009, 7, 1) | 2009 7 1",
                "Date(2011,7,23) | 2011 7 23",
                "Date(2009,7,11,10,16,0,500) | 2009 7 11 10 16 0 500",
                "Date(2009, 7, 1);window.alert(\"xbox\") | "
            })
    void dateString_read_itsFields(String text, String fields) {
        Matcher date = DATE.matcher(text);
        assertThat(date.matches()).isEqualTo(fields != null);
        if (fields != null) {
            assertThat(date.group(1).replaceAll("[,\\s]+", " ")).isEqualTo(fields);
        }
    }

    @Test
    void dateCells_answered_readAsDates() {
        Table table = Asking.found("select day, time where day is not null", Sample.TABLE);
        Map<String, Object> json = Asking.json(Asking.OPEN.answer(Asking.tqx(""), table));
        for (Object row : StrictJson.array(StrictJson.object(json.get("table")).get("rows"))) {
            for (Object cell : StrictJson.array(StrictJson.object(row).get("c"))) {
                assertThat(Cases.text(StrictJson.object(cell), "v")).matches(DATE);
            }
        }
    }

    @Test
    void textOfTheFormOfADate_answered_isNotReadAsOne() {
        Table table = Table.builder()
                .column("s", "Date(1)", ValueType.STRING)
                .row("Date(2026, 10,23)")
                .row("Date(x)")
                .row("Date()")
                .build();
        Map<String, Object> json = StrictJson.object(
                Asking.json(Asking.OPEN.answer(Asking.tqx(""), table)).get("table"));
        assertThat(Cases.text(
                        StrictJson.object(StrictJson.array(json.get("cols")).get(0)), "label"))
                .isEqualTo("Date(1) ");
        assertThat(String.valueOf(json.get("rows"))).contains("Date(2026, 10,23) }", "Date(x)}", "Date() }");
    }

    @Test
    void sig_sentBack_notModified() {
        Object sig = Asking.json(Asking.OPEN.answer(Asking.tqx("reqId:0"), DOCUMENTED))
                .get("sig");
        Answer answer = Asking.OPEN.answer(Asking.tqx("reqId:0;sig:" + sig), DOCUMENTED);
        assertThat(Asking.json(answer)).containsEntry("reqId", "0").doesNotContainKey("table");
        assertThat(Asking.firstError(answer))
                .containsEntry("reason", "not_modified")
                .containsEntry("message", "Data not modified");
    }

    @Test
    void limit_one_truncatedTableAndWarning() {
        Map<String, Object> json =
                Asking.json(Asking.OPEN.answer(Asking.query("limit 1", ""), Cases.table("documented-4")));
        assertThat(json).containsEntry("status", "warning");
        assertThat(StrictJson.object(StrictJson.array(json.get("warnings")).get(0)))
                .containsEntry("reason", "data_truncated")
                .containsEntry("message", "Retrieved data was truncated");
        assertThat(StrictJson.array(StrictJson.object(json.get("table")).get("rows")))
                .hasSize(1);
    }

    @Test
    void column_unknown_invalidQueryUnderItsId() {
        Request request = Asking.OPEN.request(Map.of("tq", "select NoSuch", "tqx", "reqId:0"), true, null);
        Answer answer = Asking.OPEN.answer(request, DOCUMENTED);
        assertThat(Asking.json(answer)).containsEntry("reqId", "0").doesNotContainKey("table");
        assertThat(Asking.firstError(answer))
                .containsEntry("reason", "invalid_query")
                .containsEntry("message", "Invalid query");
    }

    @Test
    void handler_ownName_called() {
        Request request = Asking.OPEN.request(Map.of("tqx", "responseHandler:myHandlerFunction"), false, null);
        String text = Asking.text(Asking.OPEN.answer(request, DOCUMENTED));
        assertThat(List.of(text.split("\n"))).hasSize(2);
        assertThat(text.split("\n")[1]).startsWith("myHandlerFunction({").endsWith("});");
    }

    @Test
    void noFormat_formattedCells_valuesAlone() {
        Table table = Cases.table("json-cell-date-formatted");
        Answer answer = Asking.OPEN.answer(Asking.query("options no_format", ""), table);
        assertThat(Asking.text(answer)).contains("[{\"c\":[{\"v\":\"Date(2009,1,12)\"}]}]");
        assertThat(Objects.requireNonNull(table.formatted(0, 0))).isEqualTo("2009-2-12");
    }
}
