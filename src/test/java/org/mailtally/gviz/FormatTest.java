package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.ValueType;

class FormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1234567.891 | #,##0.00 | en | 1,234,567.89",
                "1234567.891 | #,##0.00 | de | 1.234.567,89",
                "0.35 | 0.0 | en | 0.4",
                "0.25 | 0.0 | en | 0.2",
                "0.125 | 0% | en | 12%",
                "12345 | 0.00E0 | en | 1.23E4",
                "-5 | 0;(0) | en | (5)",
                "5 | 'No. '0 | en | No. 5",
                "1234 | @@@ | en | 1230",
                "0.0123456 | @@@ | en | 0.0123",
                "0 | @@@ | en | 0.00",
                "1.5 | @@## | en | 1.5",
                "1.23456 | @@## | en | 1.235",
                "99999 | #,@@@ | en | 100,000",
                "1234.5 | '@'0 | en | @1234"
            })
    void number_pattern_itsText(double number, String pattern, String locale, String expected) {
        Table table =
                Table.builder().column("v", "V", ValueType.NUMBER).row(number).build();
        assertThat(Asking.found("format v \"" + pattern + "\"", locale, table).formatted(0, 0))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "yyyy-MM-dd | en | 2026-11-03",
                "d. MMMM yy | de | 3. November 26",
                "EEEE | fr | mardi",
                "EEE MMM d | en | Tue Nov 3",
                "QQQ e c | en | Q4 3 3",
                "F FF | en | 1 01",
                "h:mm a | en | 9:05 AM",
                "HH'h'mm | en | 09h05",
                "ss.SSS | en | 07.250",
                "'o''clock' H | en | o'clock 9",
                "H ''m'' | en | 9 '5'",
                "[d] {M} #y | en | [3] {11} #2026",
                "A | en | 32707250"
            })
    void datetime_pattern_itsText(String pattern, String locale, String expected) {
        Table table = Table.builder()
                .column("v", "V", ValueType.DATETIME)
                .row(LocalDateTime.parse("2026-11-03T09:05:07.250"))
                .build();
        assertThat(Asking.found("format v \"" + pattern + "\"", locale, table).formatted(0, 0))
                .isEqualTo(expected);
    }

    @Test
    void datetime_offsetAskedFor_shown() {
        Table table = Table.builder()
                .column("v", "V", ValueType.DATETIME)
                .row(OffsetDateTime.parse("2026-11-03T09:05:07+01:00"))
                .row(LocalDateTime.parse("2026-11-03T09:05:07"))
                .build();
        Table found = Asking.found("format v 'HH:mm Z zzzz'", "en", table);
        assertThat(found.formatted(0, 0)).isEqualTo("09:05 +0100 GMT+01:00");
        assertThat(found.formatted(1, 0)).isEqualTo("09:05 +0000 GMT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "n | 0.0.0",
                "n | '0",
                "n | 0%%0",
                "flag | yes",
                "flag | a:b:c",
                "time | b",
                "time | 'x",
                "day | MMMMMM"
            })
    void pattern_none_warnedAndUnformatted(String column, String pattern) {
        Table found = Asking.found("format " + column + " \"" + pattern + "\"", "en", Sample.TABLE);
        int index = Sample.TABLE.columns().stream().map(Column::id).toList().indexOf(column);
        assertThat(found.formatted(0, index)).isNull();
        assertThat(found.columns().get(index).pattern()).isEmpty();
        assertThat(found.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.reason()).isEqualTo(Reason.ILLEGAL_FORMATTING_PATTERNS);
            assertThat(warning.detail()).contains(pattern);
        });
    }

    @Test
    void null_formatted_staysEmpty() {
        Table found = Asking.found("format n '0.0', flag 'y:n', name 'any', tod 'HH'", "en", Sample.TABLE);
        assertThat(found.formatted(4, 1)).isNull();
        assertThat(found.formatted(4, 2)).isNull();
        assertThat(found.formatted(0, 2)).isEqualTo("y");
        assertThat(found.formatted(1, 2)).isEqualTo("n");
        assertThat(found.formatted(0, 0)).isEqualTo("a");
        assertThat(found.formatted(1, 5)).isEqualTo("12");
    }
}
