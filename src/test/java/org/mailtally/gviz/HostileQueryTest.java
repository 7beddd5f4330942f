package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TableBuilder;
import org.mailtally.gviz.table.ValueType;

class HostileQueryTest {
    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
    void query_randomOrMutated_answeredInStrictJson(@ForAll long seed) {
        String query = new QueryMaker(new Random(seed)).next();
        Map<String, Object> json = Asking.json(Asking.OPEN.answer(Asking.query(query, "en"), Sample.TABLE));
        Statistics.collect(Cases.text(json, "status"));
        Statistics.coverage(share -> share.check("error").percentage(percent -> percent < 60));
        assertThat(json.get("status")).isIn("ok", "warning", "error");
        if ("error".equals(json.get("status"))) {
            Map<String, Object> error =
                    StrictJson.object(StrictJson.array(json.get("errors")).get(0));
            assertThat(error.get("reason")).isIn("invalid_query", "unsupported_query_operation");
            assertThat(Cases.text(error, "detailed_message")).isNotEmpty();
        } else {
            assertThat(json).containsKey("table");
        }
    }

    @Test
    void query_tooLong_refusedUnread() {
        assertThat(Sample.refusal("select " + "n + ".repeat(25_000) + "n"))
                .isEqualTo("invalid_query: the query has 100008 characters, of which at most 10000 are read");
    }

    @Test
    void parentheses_tooDeep_refusedWhereTheyAre() {
        assertThat(Sample.refusal("where " + "(".repeat(1000) + "n > 3" + ")".repeat(1000)))
                .isEqualTo("invalid_query: nested deeper than 100 at character 107");
        assertThat(Sample.refusal("select " + "upper(".repeat(1000) + "name" + ")".repeat(1000)))
                .contains("nested deeper than 100");
        assertThat(Sample.refusal("where " + "not ".repeat(1000) + "n > 3")).contains("nested deeper than 100");
        assertThat(Sample.refusal("where " + "(".repeat(9_990) + "n")).contains("nested deeper than 100");
        assertThat(Sample.refusal("where " + "(".repeat(10_000) + "n > 3" + ")".repeat(10_000)))
                .contains("has 20011 characters");
        assertThat(Sample.names("where " + "(".repeat(100) + "n > 3" + ")".repeat(100)))
                .isEqualTo("a");
    }

    @Test
    void chain_long_answeredUpToItsBound() {
        assertThat(Sample.rows("select n" + "+n".repeat(200) + " limit 1").get(0))
                .containsExactly("1005");
        assertThat(Sample.refusal("select n" + "+n".repeat(2000))).contains("more than 250 steps");
        assertThat(Sample.names("where n = 3" + " or n = 3".repeat(900))).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(x+x+)+y", "(a|aa)*b", "([a-zA-Z]+)*[0-9]", "(.*a){20}", "((a*)*)*c"})
    void matches_catastrophicElsewhere_answered(String expression) {
        Table table = Table.builder()
                .column("s", "S", ValueType.STRING)
                .row("x".repeat(2000))
                .row("a".repeat(2000))
                .build();
        assertThat(Asking.found("where s matches '" + expression + "'", table).rows())
                .isLessThan(2);
    }

    @Test
    void matches_hugeExpression_refused() {
        assertThat(Sample.refusal("where name matches '((a{1000}){1000}){1000}'"))
                .startsWith("unsupported_query_operation: an expression after matches may have 500 characters");
        assertThat(Sample.refusal("where name matches '" + "(".repeat(501) + "'"))
                .startsWith("unsupported_query_operation");
        assertThat(Sample.refusal("where name matches 'a{99999999999999999999}'"))
                .startsWith("unsupported_query_operation");
    }

    @Test
    void matches_muchText_refusedBeforeItTakesLong() {
        TableBuilder table = Table.builder().column("s", "S", ValueType.STRING);
        for (int i = 0; i < 1000; i++) {
            table.row(i + "x".repeat(1000));
        }
        Answer answer = Asking.OPEN.answer(Asking.query("where s matches '(a?){500}x*'", ""), table.build());
        assertThat(Asking.firstError(answer)).containsEntry("reason", "unsupported_query_operation");
    }

    @Test
    void like_aThousandPercentSigns_answered() {
        Table table = Table.builder()
                .column("s", "S", ValueType.STRING)
                .row("a".repeat(5000))
                .row("a".repeat(5000) + "b")
                .build();
        assertThat(Asking.found("where s like '" + "%a".repeat(1000) + "%b'", table)
                        .rows())
                .isEqualTo(1);
    }

    @Test
    void pivot_tooManyValues_refused() {
        assertThat(refusal("select sum(n) pivot n2", 1_000_000))
                .isEqualTo("pivot has 1000000 values, of which at most 2000 are answered");
        assertThat(refusal("select sum(n) pivot n2", 3000))
                .isEqualTo("pivot has 3000 values, of which at most 2000 are answered");
        assertThat(refusal("select sum(n) group by n2 pivot m", 3000)).contains("the result would have 3000 rows");
        assertThat(refusal(
                        "select "
                                + IntStream.range(0, 900)
                                        .mapToObj(i -> "n+" + i)
                                        .collect(Collectors.joining(",")),
                        3000))
                .contains("the result would have 3000 rows of 900 columns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select `\u0000`",
                "select '\ud800', '\u202e', '</script>' label '\ud800' '\u0000'",
                "where name = '\ud83d\ude00'",
                "select `<script>alert(1)</script>`",
                "select 1/0, 0/0, 999999999999999999999999, -0",
                "where n > 9999999999999999999999999999999999999999",
                "limit 9999999999999999999999999999999999999999",
                "offset 99999999999999999999",
                "format n '0' options no_values no_format no_values",
                "\u00a0\u3000select\u2003n",
                "select n;drop table x",
                "select n from t",
                "/* */"
            })
    void query_odd_answeredSafely(String query) {
        for (String form : new String[] {"out:json", "out:jsonp", "out:csv", "out:html", "out:tsv-excel"}) {
            Answer answer =
                    Asking.OPEN.answer(Asking.OPEN.request(Map.of("tq", query, "tqx", form), true, null), Sample.TABLE);
            if (form.startsWith("out:json")) {
                Asking.json(answer);
            }
            if (!answer.contentType().startsWith("text/csv")) {
                assertThat(Asking.text(answer)).doesNotContain("<script>", "</script>");
            }
        }
    }

    /** Why a query over so many rows is refused, whose n2 are all different and whose m are of 1,000 values. */
    private static String refusal(String query, int rows) {
        TableBuilder table = Table.builder()
                .column("n", "N", ValueType.NUMBER)
                .column("n2", "N2", ValueType.NUMBER)
                .column("m", "M", ValueType.NUMBER);
        for (int i = 0; i < rows; i++) {
            table.row(i, i, i % 1000);
        }
        Answer answer = Asking.OPEN.answer(Asking.query(query, ""), table.build());
        assertThat(Asking.firstError(answer)).containsEntry("reason", "unsupported_query_operation");
        return Cases.text(Asking.firstError(answer), "detailed_message");
    }
}
