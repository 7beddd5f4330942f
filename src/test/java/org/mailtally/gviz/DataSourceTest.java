package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.ValueType;

class DataSourceTest {
    private static final Table TABLE = Table.builder()
            .column("a", "A", ValueType.STRING)
            .column("n", "N", ValueType.NUMBER)
            .row("x", 1)
            .build();

    @ParameterizedTest
    @CsvSource({
        "out:json,application/json; charset=UTF-8",
        "out:jsonp,text/javascript; charset=UTF-8",
        "out:html,text/html; charset=UTF-8",
        "out:csv,text/csv; charset=UTF-8",
        "out:tsv-excel,text/csv; charset=UTF-16LE"
    })
    void answer_anyForm_contentTypeAndNoSniffing(String tqx, String contentType) {
        Answer answer = Asking.OPEN.answer(Asking.tqx(tqx), TABLE);
        assertThat(answer.contentType()).isEqualTo(contentType);
        assertThat(answer.headers())
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Vary", "Origin, X-DataSource-Auth")
                .doesNotContainKey("Access-Control-Allow-Origin");
        assertThat(answer.headers().containsKey("Content-Disposition")).isEqualTo(contentType.startsWith("text/csv"));
    }

    @ParameterizedTest
    @CsvSource({
        "out:csv,data.csv",
        "out:csv;outFileName:testFile,testFile.csv",
        "out:csv;outFileName:babylon.burn,babylon.burn.csv",
        "out:tsv-excel;outFileName:testFile.xls,testFile.xls",
        "out:tsv-excel,data.csv",
        "out:csv;outFileName:../../etc/passwd,__.._etc_passwd.csv",
        "out:tsv-excel;outFileName:run.exe,run.exe.csv",
        "'out:csv;outFileName:a\"\r\nSet-Cookie=b',a___Set-Cookie_b.csv"
    })
    void outFileName_anything_safeWithItsEnding(String tqx, String expected) {
        assertThat(Asking.OPEN.answer(Asking.tqx(tqx), TABLE).headers())
                .containsEntry("Content-Disposition", "attachment; filename=\"" + expected + "\"");
    }

    @ParameterizedTest
    @CsvSource({"json,true", "jsonp,true", "csv,false", "html,false", "tsv-excel,false"})
    void restricted_withoutHeader_scriptFormsDenied(String out, boolean denied) {
        Map<String, String> parameters = Map.of("tqx", "reqId:3;out:" + out);
        assertThat(Asking.RESTRICTED.request(parameters, false, null).refused()).isEqualTo(denied);
        assertThat(Asking.RESTRICTED
                        .request(parameters, false, "https://stranger.example")
                        .refused())
                .isEqualTo(denied);
        assertThat(Asking.RESTRICTED.request(parameters, true, null).refused()).isFalse();
        assertThat(Asking.RESTRICTED
                        .request(parameters, false, "https://friend.example")
                        .refused())
                .isFalse();
    }

    @Test
    void restricted_denied_errorWithoutTable() {
        Answer answer =
                Asking.RESTRICTED.answer(Asking.RESTRICTED.request(Map.of("tqx", "reqId:3"), false, null), TABLE);
        assertThat(Asking.json(answer)).containsEntry("reqId", "3").doesNotContainKey("table");
        assertThat(Asking.firstError(answer)).containsEntry("reason", "access_denied");
        assertThat(Asking.text(answer)).startsWith("// Data table response\ngoogle.visualization.Query.setResponse({");
    }

    @Test
    void origin_listed_allowedByName() {
        Request request = Asking.RESTRICTED.request(Map.of(), false, "https://friend.example");
        assertThat(Asking.RESTRICTED.answer(request, TABLE).headers())
                .containsEntry("Access-Control-Allow-Origin", "https://friend.example");
        Request any = new DataSource(Set.of("*"), false).request(Map.of(), false, "https://a.example");
        assertThat(Asking.OPEN.answer(any, TABLE).headers()).containsEntry("Access-Control-Allow-Origin", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonp"})
    void sig_ofTheSameTable_notModified(String out) {
        Map<String, Object> first = Asking.json(Asking.OPEN.answer(Asking.tqx("out:" + out), TABLE));
        assertThat(first).containsEntry("status", "ok").containsKey("table");
        Request again = Asking.tqx("reqId:0;out:" + out + ";sig:" + first.get("sig"));
        Answer unchanged = Asking.OPEN.answer(again, TABLE);
        assertThat(Asking.json(unchanged))
                .containsEntry("status", "error")
                .containsEntry("reqId", "0")
                .doesNotContainKeys("table", "sig");
        assertThat(Asking.firstError(unchanged))
                .containsEntry("reason", "not_modified")
                .containsEntry("message", "Data not modified")
                .doesNotContainKey("detailed_message");

        Table changed = Table.builder()
                .column("a", "A", ValueType.STRING)
                .column("n", "N", ValueType.NUMBER)
                .row("x", 2)
                .build();
        assertThat(Asking.json(Asking.OPEN.answer(again, changed)))
                .containsEntry("status", "ok")
                .containsKey("table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonp", "csv", "tsv-excel", "html"})
    void tag_ofEqualAnswersOnly(String out) {
        Answer first = Asking.OPEN.answer(Asking.tqx("out:" + out), TABLE);
        assertThat(first.headers()).containsEntry("ETag", first.tag()).containsEntry("Cache-Control", "no-cache");
        assertThat(first.tag()).matches("\"[0-9a-f]{16}\"");
        assertThat(Asking.OPEN.answer(Asking.tqx("out:" + out), TABLE).tag()).isEqualTo(first.tag());
        Answer other = Asking.OPEN.answer(
                Asking.OPEN.request(Map.of("tqx", "out:" + out, "tq", "select n"), true, null), TABLE);
        assertThat(other.tag()).isNotEqualTo(first.tag());
    }

    @Test
    void warnings_kept_statusWarning() {
        Table cut = TABLE.withWarning(new Notice(Reason.DATA_TRUNCATED, "the first 1 of 9 rows"));
        Map<String, Object> json = Asking.json(Asking.OPEN.answer(Asking.tqx(""), cut));
        assertThat(json).containsEntry("status", "warning").containsKey("table");
        assertThat(StrictJson.object(StrictJson.array(json.get("warnings")).get(0)))
                .containsEntry("reason", "data_truncated")
                .containsEntry("message", "Retrieved data was truncated")
                .containsEntry("detailed_message", "the first 1 of 9 rows");
        assertThat(Asking.text(Asking.OPEN.answer(Asking.tqx("out:html"), cut)))
                .contains("<p>Retrieved data was truncated. the first 1 of 9 rows</p>");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void error_anyReason_codeAndMessage(Reason reason) {
        Answer answer = Asking.OPEN.error(Asking.tqx("reqId:1"), reason, "two\r\nlines");
        assertThat(Asking.firstError(answer))
                .containsEntry("reason", reason.name().toLowerCase(Locale.ROOT))
                .containsEntry("message", reason.message())
                .containsEntry("detailed_message", "two lines");
        assertThat(Asking.text(Asking.OPEN.error(Asking.tqx("out:html"), reason, "<b>")))
                .contains("<p>" + reason.message() + ". &lt;b&gt;</p>");
        assertThat(Asking.text(Asking.OPEN.error(Asking.tqx("out:tsv-excel"), reason, "")))
                .isEqualTo("\"Error: " + reason.message() + "\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "USER_NOT_AUTHENTICATED,http://www.google.com,"
                + "<a target=\"_blank\" href=\"http://www.google.com\">Sign in</a>",
        "USER_NOT_AUTHENTICATED,123,123",
        "USER_NOT_AUTHENTICATED,http://a/\"onclick=b,http://a/\"onclick=b",
        "ACCESS_DENIED,http://www.google.com,http://www.google.com"
    })
    void error_addressToSignInAt_link(Reason reason, String detail, String expected) {
        assertThat(Asking.firstError(Asking.OPEN.error(Asking.tqx(""), reason, detail)))
                .containsEntry("detailed_message", expected);
    }
}
