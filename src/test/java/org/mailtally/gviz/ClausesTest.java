package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailtally.gviz.table.Cell;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.ValueType;

class ClausesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            quoteCharacter = '#',
            value = {
                "order by n | cedba",
                "order by n desc | abdce",
                "order by flag, name desc | edbca",
                "order by n % 2, name | cedab",
                "order by time desc, tod asc | cbade",
                "skipping 2 | ace",
                "skipping 0 | abcde",
                "skipping 7 | a",
                "skipping 999999999999 | a",
                "limit 2 | ab",
                "limit 0 | ##",
                "limit -1 | abcde",
                "limit 2147483648 | abcde",
                "limit 2 offset 4 | e",
                "offset 5 | ##",
                "offset 999999999999999999 | ##",
                "limit 999999999999999999 offset 3 | de",
                "order by n desc skipping 2 limit 2 offset 1 | de"
            })
    void rows_orderedAndCut_theseRemain(String clauses, String expected) {
        assertThat(Sample.names(clauses)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"select name limit 3,3 of 5", "select count(n) group by flag limit 2,2 of 3", "limit 1 offset 1,2 of 5"
    })
    void limit_cutsRows_warned(String query, String rows) {
        assertThat(Asking.found(query, Sample.TABLE).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.reason()).isEqualTo(Reason.DATA_TRUNCATED);
            assertThat(warning.detail()).endsWith(rows);
        });
        assertThat(Asking.found(query.replaceFirst("limit \\d", "limit 5"), Sample.TABLE)
                        .warnings())
                .isEmpty();
    }

    @Test
    void text_ordered_asTheLocaleDoes() {
        Table table = Table.builder()
                .column("s", "S", ValueType.STRING)
                .row("B")
                .row("b")
                .row("a")
                .row("\u00e4")
                .row("z")
                .build();
        assertThat(Asking.texts(Asking.found("order by s", "de", table)))
                .isEqualTo(List.of(List.of("a"), List.of("\u00e4"), List.of("b"), List.of("B"), List.of("z")));
        assertThat(Asking.texts(Asking.found("order by s", "sv", table)).get(4)).containsExactly("\u00e4");
        assertThat(Asking.texts(Asking.found("where s < 'a'", table))).isEqualTo(List.of(List.of("B")));
    }

    @Test
    void aggregates_ofNulls_nullAndCountZero() {
        assertThat(Sample.rows("select sum(n), avg(n), min(n), max(n), count(n) where n is null"))
                .isEqualTo(List.of(List.of("null", "null", "null", "null", "0")));
    }

    @Test
    void aggregates_ofNoRows_noRows() {
        assertThat(Sample.rows("select sum(n), count(n) where n > 99")).isEmpty();
        assertThat(Sample.rows("select flag, count(n) where n > 99 group by flag"))
                .isEmpty();
        assertThat(Asking.found("select flag, count(n) where n > 99 group by flag pivot day", Sample.TABLE)
                        .columns())
                .extracting(Column::id)
                .containsExactly("flag", "count-n");
    }

    @Test
    void groups_ofEveryType_inOrderWithNullFirst() {
        assertThat(Sample.rows("select flag, sum(n), max(name) group by flag"))
                .isEqualTo(
                        List.of(List.of("null", "null", "e"), List.of("false", "3.5", "d"), List.of("true", "5", "c")));
        assertThat(Sample.rows("select day, count(name), min(time) group by day"))
                .isEqualTo(List.of(
                        List.of("null", "2", "null"),
                        List.of("2026-11-01", "1", "2026-11-01 00:05:00"),
                        List.of("2026-11-02", "2", "2026-11-02 00:00:00")));
        assertThat(Sample.rows("select hour(tod)+1, avg(n)*2 group by hour(tod) order by hour(tod)+1 desc"))
                .isEqualTo(
                        List.of(List.of("14", "null"), List.of("13", "6"), List.of("1", "10"), List.of("null", "1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "select sum(n) pivot flag | null sum-n,false sum-n,true sum-n | null,false,true",
                "select sum(n), count(n) pivot flag | null sum-n,false sum-n,true sum-n,null count-n,false count-n,true count-n | null sum Num,false sum Num,true sum Num,null count Num,false count Num,true count Num",
                "select sum(n) where flag = true pivot flag label sum(n) 'All' | true sum-n | All",
                "select sum(n) where flag is not null pivot flag label sum(n) 'All' | false sum-n,true sum-n | false All,true All",
                "select hour(time), n + 2, upper(name) | hour_time,sum_n,2_,upper_name | hour(Time),sum(Num, 2),upper(Name)",
                "select max(n) - min(n) | difference_max-n,min-n | difference(max Num, min Num)",
                "select now(), 'x', date '2026-1-2' | now_,\"x\"_,date '2026-01-02'_ | now(),\"x\",date '2026-01-02'"
            })
    void columns_computed_namedAfterWhatTheyHold(String query, String ids, String labels) {
        List<Column> columns = Asking.found(query, Sample.TABLE).columns();
        assertThat(String.join(",", columns.stream().map(Column::id).toList())).isEqualTo(ids);
        assertThat(String.join(",", columns.stream().map(Column::label).toList()))
                .isEqualTo(labels);
    }

    @Test
    void select_plainColumn_keepsWhatItHas() {
        Table table = Table.builder()
                .column(new Column("n", "N", ValueType.NUMBER, "0.0", Map.of("c", "1")))
                .row(new Cell(1, "one", Map.of("p", "q")))
                .row(2)
                .rowProperties(Map.of("r", "2"))
                .properties(Map.of("t", "3"))
                .build();
        String json = Asking.text(Asking.OPEN.answer(Asking.query("select n order by n desc", ""), table));
        assertThat(json)
                .contains("\"pattern\":\"0.0\",\"p\":{\"c\":\"1\"}")
                .contains("[{\"c\":[{\"v\":2}],\"p\":{\"r\":\"2\"}},"
                        + "{\"c\":[{\"v\":1,\"f\":\"one\",\"p\":{\"p\":\"q\"}}]}],\"p\":{\"t\":\"3\"}");
    }

    @Test
    void options_given_applied() {
        Table table = Table.builder()
                .column("n", "N", ValueType.NUMBER)
                .row(new Cell(1.5, "one"))
                .row(2)
                .build();
        assertThat(Asking.text(Asking.OPEN.answer(Asking.query("options no_format", ""), table)))
                .contains("[{\"c\":[{\"v\":1.5}]},{\"c\":[{\"v\":2}]}]");
        assertThat(Asking.text(Asking.OPEN.answer(Asking.query("options no_values", ""), table)))
                .contains("[{\"c\":[{\"f\":\"one\"}]},{\"c\":[{\"f\":\"2\"}]}]");
        assertThat(Asking.text(Asking.OPEN.answer(Asking.query("format n '0.00' options no_values", ""), table)))
                .contains("[{\"c\":[{\"f\":\"1.50\"}]},{\"c\":[{\"f\":\"2.00\"}]}]");
    }

    @Test
    void repeatedHour_groupedByTime_staysTwoHours() {
        Table table = Table.builder()
                .column("time", "Time", ValueType.DATETIME)
                .column("n", "N", ValueType.NUMBER)
                .row(OffsetDateTime.parse("2026-10-25T02:30:00+01:00"), 2)
                .row(OffsetDateTime.parse("2026-10-25T02:30:00+02:00"), 1)
                .build();
        Table byTime = Asking.found("select time, sum(n) group by time", table);
        assertThat(byTime.value(0, 0)).isEqualTo(OffsetDateTime.parse("2026-10-25T02:30:00+02:00"));
        assertThat(byTime.rows()).isEqualTo(2);
        assertThat(Asking.texts(Asking.found("select hour(time), sum(n) group by hour(time)", table)))
                .isEqualTo(List.of(List.of("2", "3")));
        assertThat(Asking.found("where time = datetime '2026-10-25 02:30:00'", table)
                        .rows())
                .isEqualTo(2);
    }

    @Test
    void now_inAZone_itsWallClock() {
        Request request = Asking.OPEN
                .request(Map.of("tq", "select now(), toDate(0)"), true, null)
                .in(ZoneId.of("-05:00"));
        DataSource fixed = new DataSource(Set.of(), false, Clock.fixed(Asking.NOW.toInstant(), ZoneOffset.UTC));
        Table one = Table.builder().column("n", "N", ValueType.NUMBER).row(1).build();
        assertThat(Asking.text(fixed.answer(request, one)))
                .contains("{\"v\":\"Date(2026,10,23,4,55,0)\"},{\"v\":\"Date(1969,11,31)\"}");
    }
}
