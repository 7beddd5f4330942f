package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.render.Output;
import org.mailtally.gviz.render.RequestOptions;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.ValueType;

class RequestTest {
    private static final Table TABLE =
            Table.builder().column("a", "A", ValueType.STRING).build();

    @Test
    void tqx_absent_defaults() {
        Request request = Asking.OPEN.request(Map.of(), true, null);
        assertThat(request.refused()).isFalse();
        assertThat(request.query()).isEqualTo(Query.EMPTY);
        assertThat(request.output()).isEqualTo(Output.JSON);
        assertThat(request.options().reqId()).isNull();
        assertThat(request.options().signature()).isNull();
        assertThat(request.options().handler()).isEqualTo("google.visualization.Query.setResponse");
        assertThat(request.options().fileName()).isEqualTo("data");
        assertThat(request.locale()).isEqualTo(Locale.US);
    }

    @Test
    void tqx_unknownKeys_passedOver() {
        RequestOptions options = Asking.tqx("blahblah:bluhbluh;reqId:251ddd;ganja:sensi;sig:1234567;")
                .options();
        assertThat(options.fault()).isNull();
        assertThat(options.reqId()).isEqualTo("251ddd");
        assertThat(options.signature()).isEqualTo("1234567");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reqId::7;sig:666",
                "reqId:7;;sig:666",
                "reqId:7;sig",
                "reqId:7;sig:",
                "a",
                "SomeWrongTqxFormat",
                ":",
                ";",
                ";;",
                ":a"
            })
    void tqx_malformed_invalidRequest(String tqx) {
        Request request = Asking.tqx(tqx);
        assertThat(request.refused()).isTrue();
        Map<String, Object> error = Asking.firstError(Asking.OPEN.answer(request, TABLE));
        assertThat(error).containsEntry("reason", "invalid_request").containsEntry("message", "Invalid request");
        assertThat(Cases.text(error, "detailed_message")).contains("tqx", "pair ");
    }

    @Test
    void tqx_malformed_stillAnsweredInItsFormUnderItsId() {
        Answer json = Asking.OPEN.answer(Asking.tqx("reqId:7;sig"), TABLE);
        assertThat(Asking.json(json)).containsEntry("reqId", "7");
        Answer csv = Asking.OPEN.answer(Asking.tqx("out:csv;sig"), TABLE);
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(Asking.text(csv))
                .isEqualTo("\"Error: Invalid request. tqx must be key:value pairs joined by ';', "
                        + "but pair 2 is not one\"\n");
    }

    @ParameterizedTest
    @CsvSource({"0.6,false", "0.1,true", "0.5,true", "0.7,true", "<b>,true"})
    void version_other_refused(String version, boolean refused) {
        assertThat(Asking.tqx("version:" + version).refused()).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "json,JSON",
        "jsonp,JSONP",
        "csv,CSV",
        "tsv-excel,TSV_EXCEL",
        "html,HTML",
        "tsv_excel,JSON",
        "bad,JSON",
        "CSV,JSON"
    })
    void out_sameOrigin_itsForm(String out, Output expected) {
        assertThat(Asking.tqx("out:" + out).output()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"json,JSONP", "jsonp,JSONP", "csv,CSV", "tsv-excel,TSV_EXCEL", "html,HTML", "unheard,JSONP"})
    void out_withoutHeader_jsonBecomesJsonp(String out, Output expected) {
        assertThat(Asking.OPEN.request(Map.of("tqx", "out:" + out), false, null).output())
                .isEqualTo(expected);
        assertThat(Asking.OPEN.request(Map.of(), false, null).output()).isEqualTo(Output.JSONP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my.cb<script>alert(1)//", "a b", "a(b", "a\nb", "é", "x[0]", "alert`1`"})
    void responseHandler_notADottedName_default(String handler) {
        assertThat(Asking.tqx("responseHandler:" + handler).options().handler())
                .isEqualTo("google.visualization.Query.setResponse");
    }

    @Test
    void responseHandler_dottedName_called() {
        Answer answer = Asking.OPEN.answer(Asking.tqx("out:jsonp;responseHandler:my_app.on2"), TABLE);
        assertThat(Asking.text(answer))
                .startsWith("// Data table response\nmy_app.on2({")
                .endsWith(");");
        assertThat(Asking.tqx("responseHandler:" + "a".repeat(129)).options().handler())
                .isEqualTo("google.visualization.Query.setResponse");
    }

    @ParameterizedTest
    @CsvSource({"de,de", "pt_BR,pt-BR", "zh-Hant-TW,zh-Hant-TW", "'',en-US", "%%%,en-US", "-,en-US"})
    void hl_anything_aLocale(String hl, String expected) {
        assertThat(Asking.OPEN.request(Map.of("hl", hl), true, null).locale().toLanguageTag())
                .isEqualTo(expected);
    }
}
