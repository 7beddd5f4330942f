package org.mailtally.usual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How often what is usual is wrong, on hours that are made up; prints the rates that {@code docs/usual.md} has. */
class ErrorRatesTest {

    private static final long HOUR = 3_600;
    private static final long START = 1_767_225_600;
    private static final int HOURS = 24 * 7;
    private static final int HOSTS = 20;

    /** What is seen of hours: how many of all were ordinary and yet unusual, and how many at noon failed and were noticed. */
    private record Rates(double falseAlarms, double halfNoticed, double allNoticed) {}

    private static Rates rates(double noon, int weeks) {
        int hours = 0;
        int alarms = 0;
        int noons = 0;
        int half = 0;
        int all = 0;
        for (int host = 0; host < HOSTS; host++) {
            MadeUp made = new MadeUp(host, noon, 0.08, 0.08, 0.02);
            long first = START - weeks * 7L * 24 * HOUR - 4 * HOUR;
            Usual usual =
                    new Usual(Rule.HOUR, ZoneOffset.UTC, (from, to) -> from < first ? null : made.count(from, to));
            for (int hour = 0; hour < HOURS; hour++) {
                long from = START + hour * HOUR;
                Band band = usual.of(from, from + HOUR).band();
                long count = made.ordinary(from);
                hours++;
                alarms += band != null && band.holds(count) ? 0 : 1;
                if (from / HOUR % 24 == 12 && from / (24 * HOUR) % 7 >= 2) {
                    noons++;
                    half += band != null && band.holds(count / 2) ? 0 : 1;
                    all += band != null && band.holds(0) ? 0 : 1;
                }
            }
        }
        return new Rates((double) alarms / hours, (double) half / noons, (double) all / noons);
    }

    @Test
    void madeUpHours_fewOrdinaryOnesAreCalledUnusual_andAnOutageIsAlwaysNoticed() {
        for (int weeks = 3; weeks <= 8; weeks++) {
            for (double noon : new double[] {30, 100, 1_300, 20_000}) {
                Rates rates = rates(noon, weeks);
                System.out.printf(
                        "%d weeks, %,.0f an hour at noon: %.2f %% false, %.0f %% of half lost, %.0f %% of all lost%n",
                        weeks, noon, 100 * rates.falseAlarms(), 100 * rates.halfNoticed(), 100 * rates.allNoticed());
                assertThat(rates.falseAlarms()).isLessThan(0.02);
                if (weeks == 8 && noon >= 100) {
                    assertThat(rates.allNoticed()).isEqualTo(1);
                }
            }
        }
    }
}
