package org.mailtally.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {
    private final Example example = new Example();

    @Test
    void facts_logsAreCountedAnew_sayForWhatAndHowFar() {
        example.edits = new Situation.Edits(
                null, new Situation.Recount(List.of("Invites", "Bounces"), 620_000_000, 1_000_000_000, 3, 14));
        assertThat(example.facts())
                .first()
                .isEqualTo("Counting Invites and Bounces over the logs on disk: 62 % of 1.0 GB, 3 of 14 logs left");
    }

    @Test
    void facts_oneLog_namesItAndTheLastLine() {
        assertThat(example.facts())
                .containsExactly(
                        "Last line read 14:03:07, 2 seconds ago",
                        "reading mail.log to its end",
                        "41,795 lines in the last hour");
    }

    @Test
    void facts_aFewLogs_namesEach() {
        example.logs = List.of(example.log("mail.log"), example.log("mx2.log"), example.log("mx3.log"));
        assertThat(example.facts()).contains("reading mail.log, mx2.log and mx3.log, each to its end");
    }

    @Test
    void facts_manyLogs_countsThemAndNamesTheOneBehind() {
        List<Situation.Log> logs = new ArrayList<>();
        for (int i = 1; i < 14; i++) {
            logs.add(example.log("mx" + i + ".log"));
        }
        logs.add(example.log("mx14.log", example.ago("PT4M"), example.ago("PT1S"), null));
        example.logs = logs;
        assertThat(example.facts()).contains("14 logs, 13 to their end, mx14.log 4 minutes behind");
    }

    @Test
    void facts_logNeverReadToItsEnd_saysHowMuchIsLeft() {
        example.logs = List.of(
                new Situation.Log("mail.log", "", 4_200_000, 100_000L, false, null, example.now, example.now, null));
        assertThat(example.facts()).contains("reading mail.log, 4.1 MB behind");
    }

    @Test
    void facts_lineOfAnotherTime_saysItsOwn() {
        example.logs = List.of(new Situation.Log(
                "mail.log",
                "1f",
                9,
                9L,
                false,
                example.now,
                example.ago("PT2S"),
                Instant.parse("2026-11-21T08:12:00Z"),
                null));
        assertThat(example.facts()).contains("Last line read 14:03:07, 2 seconds ago, dated Sat 21 Nov 09:12:00");
    }

    @Test
    void facts_archiveReadLast_doNotTakeItsLastLineForTheNewest() {
        Instant spring = Instant.parse("2026-03-29T07:59:00Z");
        example.logs = List.of(
                example.log("mail.log"),
                new Situation.Log("mail.log.3.gz", "2f", 9, 9L, true, example.now, example.now, spring, null));
        assertThat(example.facts()).contains("Last line read 14:03:07, 2 seconds ago");
    }

    @Test
    void facts_oneOfTwoLogsSilent_saysWhichAndHowLong() {
        example.logs = List.of(
                example.log("mail.log"), example.log("mx2.log", example.ago("PT1S"), example.ago("PT44M"), null));
        assertThat(example.facts()).contains("mx2.log silent for 44 minutes");
        assertThat(example.headline().state()).isEqualTo(State.STILL_LEARNING);
    }

    @Test
    void facts_oneOfTwoLogsUnreadable_saysWhy() {
        example.logs = List.of(
                example.log("mail.log"), example.log("mx2.log", null, null, "can't be read: permission denied"));
        assertThat(example.facts()).contains("reading mail.log to its end", "mx2.log can't be read: permission denied");
    }

    @Test
    void facts_undecidedLines_areCountedByTracker() {
        Situation.Hour hour = example.trackers.get(0);
        example.trackers = List.of(new Situation.Hour(hour.name(), hour.label(), hour.windows(), 3));
        assertThat(example.facts()).contains("3 lines not decided for Outgoing mail");
    }
}
