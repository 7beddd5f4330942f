package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SilentWindowsTest {

    private Instant now = Instant.parse("2026-11-23T09:52:00Z");
    private long nanos = -3_000_000_000L;

    private final SilentWindows silent =
            new SilentWindows("mx1", ((InstantSource) () -> now).withZone(ZoneOffset.UTC), () -> nanos);
    private final Counts counts = new Counts("in");
    private final List<String> written = new ArrayList<>();

    @Test
    void windowOfTheStart_isNotWritten_theNextOnesAreOnceEach() throws IOException {
        poll(3_000);

        assertThat(written)
                .containsExactly(
                        "2026-11-23T09:55Z",
                        "2026-11-23T10:00Z",
                        "2026-11-23T10:05Z",
                        "2026-11-23T10:10Z",
                        "2026-11-23T10:15Z",
                        "2026-11-23T10:20Z",
                        "2026-11-23T10:25Z",
                        "2026-11-23T10:30Z",
                        "2026-11-23T10:35Z");
    }

    @Test
    void windowThatHasNotEnded_isNotWritten() throws IOException {
        poll(8 * 60 + 1);

        assertThat(written).isEmpty();
        poll(1);
        assertThat(written).containsExactly("2026-11-23T09:55Z");
    }

    @Test
    void windowsWatchedWhileTheStoreIsAway_areWrittenWhenItAnswers() throws IOException {
        poll(1);
        for (int second = 0; second < 1_000; second++) {
            look(1);
            silent.due();
        }
        poll(1);

        assertThat(written).containsExactly("2026-11-23T09:55Z", "2026-11-23T10:00Z");
    }

    @Test
    void windowsWatchedWhileTheStoreIsAway_areNotWrittenWhereTheClockWasSetMeanwhile() throws IOException {
        poll(1);
        for (int second = 0; second < 1_000; second++) {
            look(1);
        }
        now = now.minusSeconds(3_600);
        poll(1);

        assertThat(written).isEmpty();
    }

    @Test
    void windowInWhichSomethingCouldNotBeRead_isNotWritten() throws IOException {
        poll(600);
        silent.begin();
        silent.unknown();
        poll(600);

        assertThat(written).containsExactly("2026-11-23T09:55Z", "2026-11-23T10:05Z");
    }

    @Test
    void windowBeforeItIsReadToItsEnd_isNotWritten() throws IOException {
        for (int second = 0; second < 600; second++) {
            pass(1);
            silent.begin();
        }
        poll(600);

        assertThat(written).containsExactly("2026-11-23T10:05Z");
    }

    @Test
    void readingThatIsBehindForHalfAMinute_isNoBreak() throws IOException {
        for (int round = 0; round < 30; round++) {
            poll(1);
            for (int second = 0; second < 30; second++) {
                pass(1);
                silent.begin();
            }
        }
        poll(1);

        assertThat(written).containsExactly("2026-11-23T09:55Z", "2026-11-23T10:00Z");
    }

    @Test
    void clockSteppedADayForwardAndBack_writesNothingOfTheDayAhead() throws IOException {
        poll(60);
        now = now.plusSeconds(86_400);
        poll(60);
        now = now.minusSeconds(86_400);
        poll(700);

        assertThat(written).containsExactly("2026-11-23T09:55Z", "2026-11-23T10:00Z");
    }

    @Test
    void clockSteppedByMinutes_writesNothingInBetween() throws IOException {
        poll(1);
        now = now.plusSeconds(3_600);
        poll(1);
        assertThat(written).isEmpty();
        poll(490);

        assertThat(written).containsExactly("2026-11-23T10:55Z");
    }

    @Test
    void clockSteppedBack_givesNoWindowBeforeItEnds() throws IOException {
        poll(800);
        now = now.minusSeconds(310);
        poll(700);

        assertThat(written).startsWith("2026-11-23T09:55Z", "2026-11-23T10:00Z").endsWith("2026-11-23T10:05Z");
    }

    @Test
    void longPauseOfTheProcess_isNoSilenceThatWasWatched() throws IOException {
        poll(1);
        pass(3_600);
        poll(1);
        assertThat(written).isEmpty();
        poll(490);

        assertThat(written).containsExactly("2026-11-23T10:55Z");
    }

    @Test
    void suspendedMachine_isNoSilenceThatWasWatched() throws IOException {
        poll(1);
        now = now.plusSeconds(8 * 3_600);
        poll(1);

        assertThat(written).isEmpty();
    }

    @Test
    void clockThatIsSlewed_isNoStep() throws IOException {
        for (int second = 0; second < 1_000; second++) {
            now = now.plusMillis(1);
            poll(1);
        }

        assertThat(written).hasSize(2);
    }

    /** Polls each second, and stores what is due: never a window that has not ended. */
    private void poll(int seconds) throws IOException {
        for (int second = 0; second < seconds; second++) {
            look(1);
            for (Task task : silent.due()) {
                Tally tally = counts.trackers().aggregate(counts.trackers().filter(task));
                long window = tally.entries().get(0).key().start();
                assertThat(Instant.ofEpochSecond(window + Step.WINDOW.seconds()))
                        .isBefore(now);
                written.add(Step.name(window));
                silent.done(tally);
            }
        }
    }

    private void look(long seconds) {
        pass(seconds);
        silent.begin();
        silent.read();
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
        nanos += seconds * 1_000_000_000;
    }
}
