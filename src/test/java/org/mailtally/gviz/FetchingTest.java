package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailtally.gviz.query.TimeRange;

/** What a request says beforehand about the table it needs. */
class FetchingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "time > datetime '2026-11-01 10:00:00' | 2026-11-01T10:00 | -",
                "time <= date '2026-11-02' | - | 2026-11-02T00:00",
                "date '2026-11-02' < time | 2026-11-02T00:00 | -",
                "time = date '2026-11-02' | 2026-11-02T00:00 | 2026-11-02T00:00",
                "time >= date '2026-11-01' and n > 3 and time < date '2026-11-02' | 2026-11-01T00:00 | 2026-11-02T00:00",
                "time > date '2026-11-01' and (time > date '2026-11-02' and time < now()) | 2026-11-02T00:00 | -",
                "time < date '2026-11-03' and time < date '2026-11-02' | - | 2026-11-02T00:00",
                "time > date '2026-11-01' or n > 3 | - | -",
                "not time > date '2026-11-01' | - | -",
                "time != date '2026-11-01' | - | -",
                "time > timeofday '10:00:00' | - | -",
                "time > '2026-11-01' | - | -",
                "toDate(time) > date '2026-11-01' | - | -",
                "other > date '2026-11-01' | - | -"
            })
    void range_ofWhere_onlyWhatMustBe(String where, String from, String to) {
        TimeRange range = Asking.query("where " + where, "").range("time");
        assertThat(String.valueOf(range.from())).isEqualTo(String.valueOf(from));
        assertThat(String.valueOf(range.to())).isEqualTo(String.valueOf(to));
    }

    @Test
    void columns_named_allOfThemAndNoOthers() {
        assertThat(Asking.query("select hour(a), sum(b) where c > d group by hour(a) pivot e label sum(b) 'x'", "")
                        .columns())
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(Asking.query("where c > 3", "").columns()).isEmpty();
        assertThat(Asking.query("", "").columns()).isEmpty();
    }

    @Test
    void cells_ofWhatIsHeld_atMost() {
        assertThat(Asking.query("", "").cells(1_000, 3)).isEqualTo(6_000);
        assertThat(Asking.query("select n, n + 1", "").cells(1_000, 3)).isEqualTo(5_000);
        assertThat(Asking.query("format n '0'", "").cells(1_000, 3)).isEqualTo(9_000);
        assertThat(Asking.query("select sum(n) pivot m", "").cells(500, 2)).isEqualTo(251_000);
        assertThat(Asking.query("select sum(n) pivot m", "").cells(100_000, 2)).isEqualTo(800_000);
    }
}
