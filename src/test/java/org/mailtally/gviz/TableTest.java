package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailtally.gviz.table.Cell;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TableBuilder;
import org.mailtally.gviz.table.ValueType;

class TableTest {
    @Test
    void row_everyType_comesBack() {
        Object[] values = {
            "text",
            37.5,
            true,
            LocalDate.parse("2026-11-23"),
            LocalDateTime.parse("2026-11-23T09:55:00.123"),
            LocalTime.parse("23:59:59.999")
        };
        TableBuilder builder = Table.builder();
        for (ValueType type : ValueType.values()) {
            builder.column(type.code(), type.code(), type);
        }
        Table table = builder.row(values).row(new Object[6]).build();
        for (int i = 0; i < values.length; i++) {
            assertThat(table.value(0, i)).isEqualTo(values[i]);
            assertThat(table.value(1, i)).isNull();
        }
    }

    @Test
    void row_manyRows_allKept() {
        TableBuilder builder = Table.builder()
                .column("s", "s", ValueType.STRING)
                .column("n", "n", ValueType.NUMBER)
                .column("t", "t", ValueType.DATETIME);
        OffsetDateTime start = OffsetDateTime.parse("2026-11-23T09:55:00+01:00");
        for (int i = 0; i < 1000; i++) {
            builder.row(new Cell("s" + i, i % 10 == 0 ? "f" + i : null), i, i < 500 ? null : start.plusMinutes(i));
        }
        Table table = builder.build();
        assertThat(table.rows()).isEqualTo(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(table.value(i, 0)).isEqualTo("s" + i);
            assertThat(table.formatted(i, 0)).isEqualTo(i % 10 == 0 ? "f" + i : null);
            assertThat(table.value(i, 1)).isEqualTo((double) i);
            assertThat(table.value(i, 2)).isEqualTo(i < 500 ? null : start.plusMinutes(i));
        }
    }

    @Test
    void row_wrongTypeOrCount_refusedByName() {
        TableBuilder builder = Table.builder().column("n", "N", ValueType.NUMBER);
        assertThatThrownBy(() -> builder.row("7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column \"n\" of type number takes a Number, not the String 7");
        assertThatThrownBy(() -> builder.row(1, 2)).hasMessage("row 0 has 2 cells for 1 columns");
        assertThatThrownBy(() -> builder.column("n", "again", ValueType.STRING)).hasMessageContaining("\"n\"");
        assertThatThrownBy(
                        () -> Table.builder().column("d", "d", ValueType.DATE).row(LocalDate.of(10_000, 1, 1)))
                .hasMessageContaining("10000");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:55:00+01:00,2026-11-23T09:55:00+01:00,'Date(2026,10,23,9,55,0)'",
        "2026-11-23T09:55:00Z,2026-11-23T09:55:00Z,'Date(2026,10,23,9,55,0)'",
        "2026-01-01T00:00:00.250-03:30,2026-01-01T00:00:00.250-03:30,'Date(2026,0,1,0,0,0,250)'",
        "1890-06-01T12:00:00+00:53:28,1890-06-01T12:00:00+00:53:28,'Date(1890,5,1,12,0,0)'",
        "0001-02-03T04:05:06Z,0001-02-03T04:05:06Z,'Date(1,1,3,4,5,6)'"
    })
    void offset_known_namedInCsvAndWallClockInJson(String given, String csv, String json) {
        Table table = Table.builder()
                .column("t", "T", ValueType.DATETIME)
                .row(OffsetDateTime.parse(given))
                .build();
        assertThat(Asking.text(Asking.OPEN.answer(Asking.tqx("out:csv"), table)))
                .isEqualTo("\"T\"\n" + csv + "\n");
        assertThat(Asking.text(Asking.OPEN.answer(Asking.tqx(""), table))).contains("{\"v\":\"" + json + "\"}");
    }

    @Test
    void offset_unknown_leftOut() {
        Table table = Table.builder()
                .column("t", "T", ValueType.DATETIME)
                .row(LocalDateTime.parse("2026-11-23T09:55:00"))
                .row(ZonedDateTime.of(2026, 7, 1, 0, 0, 0, 0, ZoneId.of("Europe/Berlin")))
                .build();
        assertThat(Asking.text(Asking.OPEN.answer(Asking.tqx("out:csv"), table)))
                .isEqualTo("\"T\"\n2026-11-23T09:55:00\n2026-07-01T00:00:00+02:00\n");
    }

    @ParameterizedTest
    @CsvSource({
        "37,37",
        "-0.0,0",
        "0.5,0.5",
        "-1.25,-1.25",
        "9007199254740991,9007199254740991",
        "12345678901,12345678901",
        "1e300,1.0E300"
    })
    void number_anySize_plainDigits(double number, String expected) {
        Table table =
                Table.builder().column("n", "N", ValueType.NUMBER).row(number).build();
        assertThat(Asking.text(Asking.OPEN.answer(Asking.tqx("out:csv"), table)))
                .isEqualTo("\"N\"\n" + expected + "\n");
        assertThat(Asking.text(Asking.OPEN.answer(Asking.tqx(""), table))).contains("{\"v\":" + expected + "}");
    }

    @Test
    void number_notFinite_emptyCell() {
        Table table = Table.builder()
                .column("n", "N", ValueType.NUMBER)
                .row(Double.NaN)
                .row(Double.POSITIVE_INFINITY)
                .build();
        assertThat(Asking.text(Asking.OPEN.answer(Asking.tqx(""), table))).contains("[{\"c\":[null]},{\"c\":[null]}]");
    }
}
