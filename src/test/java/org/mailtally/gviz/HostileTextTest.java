package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.mailtally.gviz.table.Cell;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.ValueType;

class HostileTextTest {
    @Property
    void json_anyText_readsBackAndNeverBreaksOut(@ForAll("texts") String text) {
        for (String form : List.of("out:json", "out:jsonp")) {
            Answer answer = Asking.OPEN.answer(request(form, text), table(text));
            assertThat(Asking.text(answer)).doesNotContain("<", ">", "&", "'", "\u2028", "\u2029");
            Map<String, Object> json = Asking.json(answer);
            assertThat(json.get("reqId")).isEqualTo("q" + text.replaceAll("[:;]", ""));
            Map<String, Object> table = StrictJson.object(json.get("table"));
            Map<String, Object> column =
                    StrictJson.object(StrictJson.array(table.get("cols")).get(0));
            assertThat(column.values()).contains(text);
            assertThat(column.get("p")).isEqualTo(Map.of(text, text));
            Map<String, Object> row =
                    StrictJson.object(StrictJson.array(table.get("rows")).get(0));
            assertThat(StrictJson.object(StrictJson.array(row.get("c")).get(0)))
                    .containsEntry("v", text)
                    .containsEntry("p", Map.of(text, text));
            assertThat(StrictJson.object(StrictJson.array(row.get("c")).get(1))).containsEntry("f", text);
        }
    }

    @Property
    void error_anyText_readsBackInOneLine(@ForAll("texts") String text) {
        Answer json = Asking.OPEN.error(request("out:json", text), Reason.OTHER, text);
        assertThat(Asking.text(json)).doesNotContain("\n", "\r", "<", "&");
        Asking.firstError(json);
        assertThat(Asking.text(Asking.OPEN.error(request("out:csv", text), Reason.OTHER, text)))
                .matches("\"[^\n\r]*\"\n");
    }

    @Property
    void html_anyText_noElementOfItsOwn(@ForAll("texts") String text) {
        String page = Asking.text(Asking.OPEN.answer(request("out:html", text), table(text)));
        String rest = page.replaceAll(
                "</?(html|head|body|table|thead|tbody|tr|th|td|title|style)( lang=\"en\"| class=\"[a-z]+\")?>"
                        + "|<meta charset=\"utf-8\">|<!DOCTYPE html>",
                "");
        assertThat(rest).doesNotContain("<", ">", "\"", "'");
        String error = Asking.text(Asking.OPEN.error(request("out:html", text), Reason.OTHER, text));
        assertThat(error.substring(error.indexOf("<h1>")).replaceAll("</?(h1|p|body|html)>", ""))
                .doesNotContain("<", ">");
    }

    @Property
    void headers_anyText_noLineEnd(@ForAll("texts") String text) {
        for (String form : List.of("out:json", "out:jsonp", "out:csv", "out:tsv-excel", "out:html")) {
            Answer answer = Asking.OPEN.answer(request(form, text), table(text));
            assertThat(answer.headers().values())
                    .allSatisfy(value -> assertThat(value).matches("[\\x20-\\x7e]+"));
        }
    }

    @Property
    void separated_anyText_readsBackWithoutFormulas(@ForAll("texts") String text) throws IOException {
        for (String form : List.of("out:csv", "out:tsv-excel")) {
            CSVFormat format = form.equals("out:csv") ? CSVFormat.RFC4180 : CSVFormat.TDF;
            String separated = Asking.text(Asking.OPEN.answer(request(form, text), table(text)));
            List<CSVRecord> lines = CSVParser.parse(
                            separated,
                            format.builder()
                                    .setIgnoreSurroundingSpaces(false)
                                    .setRecordSeparator('\n')
                                    .get())
                    .getRecords();
            assertThat(lines).hasSize(2);
            for (CSVRecord line : lines) {
                assertThat(line.size()).isEqualTo(2);
                String read = line.get(0);
                assertThat(read).isIn(encodable(text), "'" + encodable(text));
                assertThat(read)
                        .satisfiesAnyOf(
                                safe -> assertThat(safe).doesNotContainPattern("^[-=+@\t\r\n\uff1d\uff0b\uff0d\uff20]"),
                                number -> assertThat(number).matches("[-+][0-9.,'%\u00a0\u202f]+"));
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> nasty = Arbitraries.of(
                "</script><script>alert(1)</script>",
                "=cmd|' /C calc'!A0",
                "-1+2",
                "-12,000.230",
                "@SUM(1)",
                "\uff1dA1",
                "\u0000",
                "\u2028\u2029",
                "\ud800",
                "\udc00x",
                "a\ud83d\ude00b",
                "\u202e\u200f",
                "\r\nSet-Cookie: a=b",
                "\"\"\"",
                "a\"b,c\td",
                "\\u003c\\",
                "*/alert(1)/*",
                "--><!--",
                "]]>",
                "&amp;&#39;",
                "\ufeff",
                "\t=1");
        return Arbitraries.oneOf(
                nasty,
                Arbitraries.strings().all().ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("<>&'\"\\;:,=+-@\t\r\n\u2028\u0085\u007f")
                        .ofMaxLength(20));
    }

    private static Request request(String form, String text) {
        String safe = text.replaceAll("[:;]", "");
        return Asking.tqx(form + ";reqId:q" + safe + ";responseHandler:q" + safe + ";outFileName:q" + safe);
    }

    private static Table table(String text) {
        Map<String, String> properties = Map.of(text, text);
        return Table.builder()
                .column(new Column("id" + text, text, ValueType.STRING, text, properties))
                .column(new Column("n", text, ValueType.NUMBER, text, properties))
                .row(new Cell(text, null, properties), new Cell(7, text))
                .rowProperties(properties)
                .properties(properties)
                .build();
    }

    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
