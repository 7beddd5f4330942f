package org.mailtally.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private final Example example = new Example();

    @Test
    void headline_allIsWell_givesTheCountAndDoesNotJudgeIt() {
        assertThat(example.read())
                .isEqualTo("Still learning | 1,284 messages in the last hour | "
                        + "Outgoing mail: what is usual at this hour is not known, so the number is not judged.");
        assertThat(example.headline().rest().runs().get(0)).isEqualTo(new Phrase.Run("1,284", true));
    }

    @Test
    void headline_oneMessage_isSingular() {
        example.trackers = List.of(Example.hour("outgoing", "Outgoing mail", 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9));
        assertThat(example.read()).contains("| 1 message in the last hour |");
    }

    @Test
    void headline_nothingMatched_isZeroAndNotSilence() {
        example.trackers = List.of(Example.hour("outgoing", "Outgoing mail", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(example.read()).startsWith("Still learning | 0 messages in the last hour |");
    }

    @Test
    void headline_partOfTheHourUnseen_saysHowMuch() {
        example.trackers = List.of(Example.unseen(example.trackers.get(0), 2, 5));
        assertThat(example.read()).contains("| 954 messages").endsWith("For 15 minutes of the hour nobody looked.");
    }

    @Test
    void headline_noFinishedWindow_saysWhenTheFirstCountComes() {
        example.trackers = List.of(Example.unseen(example.trackers.get(0), 0, 12));
        assertThat(example.read())
                .isEqualTo("Still learning | no window is finished yet | The first count stands here after 14:05.");
    }

    @Test
    void headline_noTracker_countsLinesAndSaysWhereToAddOne() {
        example.trackers = List.of();
        assertThat(example.read())
                .isEqualTo("Still learning | 41,795 lines in the last hour | "
                        + "No tracker is defined: add one to routes/trackers.camel.yaml.");
    }

    @Test
    void headline_storeAway_winsOverAllElse() {
        example.store = new Situation.Store(
                "mongodb://db1.example.com:27017", false, example.ago("PT12M"), "Connection refused", true);
        example.logs = List.of();
        example.folder = new Situation.Folder("/var/log", "mail.*", FolderState.MISSING, List.of());
        example.backlog = new Situation.Backlog(1_200_000, 9_000_000);
        assertThat(example.read())
                .isEqualTo("Store away | since 13:51, for 12 minutes | This is what was known then. "
                        + "Nothing is lost: counting goes on from there once the store answers.");
        assertThat(example.facts())
                .containsExactly(
                        "mongodb://db1.example.com:27017 does not answer: Connection refused",
                        "1.2 MB of 0 logs not counted yet");
    }

    @Test
    void headline_storeAwayBeforeAnythingWasKnown_doesNotSpeakOfWhatWasKnown() {
        example.store = new Situation.Store("mongodb://db1", false, example.ago("PT1M"), null, false);
        example.lines = Example.unseen(example.lines, 0, 13);
        assertThat(example.read())
                .isEqualTo("Store away | since 14:02, for 1 minute | "
                        + "Nothing is lost: counting goes on from there once the store answers.");
        assertThat(example.facts()).containsExactly("mongodb://db1 does not answer");
    }

    @Test
    void headline_noFileMatchesAndNothingStored_isNoLogFound() {
        example.logs = List.of();
        example.folder = new Situation.Folder("/var/log", "mail\\.log.*", FolderState.NO_MATCH, List.of("syslog"));
        example.store = new Situation.Store("embedded:data", true, example.now, null, false);
        assertThat(example.read())
                .isEqualTo("No log found | yet, so nothing is counted | "
                        + "Mailtally looked in /var/log for files named mail\\.log.*, and found none.");
        assertThat(example.facts())
                .containsExactly("Looked last at 14:03:09. This page fills by itself as soon as a line is read.");
    }

    @Test
    void headline_noFileMatchesButRowsExist_isNobodyLooking() {
        example.logs = List.of();
        example.folder = new Situation.Folder("/var/log", "mail.*", FolderState.MISSING, List.of());
        assertThat(example.read())
                .isEqualTo("Nobody looking | since 10:03, for 4 hours | "
                        + "Mailtally looked for the folder /var/log, and it is not there.");
    }

    @Test
    void headline_logUnreadableForLongerThanTwoWindows_isNobodyLookingAndSaysWhy() {
        Instant last = example.ago("PT29M");
        example.logs = List.of(example.log("mail.log", last, last, "can't be read: permission denied"));
        assertThat(example.read())
                .isEqualTo("Nobody looking | since 13:34, for 29 minutes | mail.log can't be read: permission denied.");
        assertThat(example.facts())
                .as("the reason is not said twice")
                .containsExactly("Last line read 13:34:09, 29 minutes ago", "41,795 lines in the last hour");
    }

    @Test
    void headline_logUnreadableFromTheStart_saysSoAtOnce() {
        example.logs = List.of(example.log("mail.log", null, null, "can't be read: permission denied"));
        assertThat(example.read()).startsWith("Nobody looking | since 10:03");
    }

    @Test
    void headline_logAwayForAMoment_isNotNobodyLooking() {
        Instant last = example.ago("PT10M");
        example.logs = List.of(example.log("mail.log", last, last, "is gone"));
        assertThat(example.headline().state()).isEqualTo(State.STILL_LEARNING);
        assertThat(example.facts()).contains("mail.log is gone");
    }

    @Test
    void headline_readerStopped_pointsToItsLog() {
        Instant last = example.ago("PT3H");
        example.logs = List.of(example.log("mail.log", last, last, null));
        assertThat(example.read())
                .isEqualTo("Nobody looking | since 11:03, for 3 hours | "
                        + "The reader has stopped. Mailtally's own log says why.");
    }

    @Test
    void headline_onlyArchivesLeft_saysThatTheLogIsGone() {
        example.logs = List.of(archive("mail.log.2.gz", example.ago("PT3H"), example.ago("PT3H")));
        assertThat(example.read()).endsWith("Only archives are left in /var/log: the log itself is gone.");
    }

    @Test
    void headline_followedButNoLine_isLogSilent() {
        example.logs = List.of(example.log("mail.log", example.ago("PT1S"), example.ago("PT31M"), null));
        assertThat(example.read())
                .isEqualTo("Log silent | no line for 31 minutes | mail.log is there and readable, "
                        + "but has not grown since 13:32. Does syslog still write it?");
    }

    @Test
    void headline_silentForTheThresholdExactly_isNotYetSilent() {
        example.logs = List.of(example.log("mail.log", example.ago("PT1S"), example.ago("PT30M"), null));
        assertThat(example.headline().state()).isEqualTo(State.STILL_LEARNING);
    }

    @Test
    void headline_allLogsSilent_namesAFewAndCountsMany() {
        example.logs = logs(3, example.ago("PT2H"));
        assertThat(example.read()).contains("| no line for 2 hours | mx1.log, mx2.log and mx3.log are there");
        example.logs = logs(14, example.ago("PT2H"));
        assertThat(example.read()).contains("| All 14 logs are there").endsWith("Does syslog still write them?");
    }

    @Test
    void headline_archiveBeingRead_isCatchingUp() {
        example.logs = List.of(example.log("mail.log"), archive("mail.log.3.gz", null, example.ago("PT0S")));
        example.backlog = new Situation.Backlog(1_558_000_000L, 4_100_000_000L);
        assertThat(example.read())
                .isEqualTo("Catching up | 62 % of 4.1 GB of logs read | "
                        + "mail.log.3.gz, up to Thursday 19 November 2026. The counts grow until it is done.");
        assertThat(example.headline().filled()).isBetween(0.61, 0.63);
    }

    @Test
    void headline_oneLargeLogBeingReadForHours_isNeitherSilentNorUnwatched() {
        example.logs = List.of(example.log("mail.log", null, example.ago("PT0S"), null));
        example.backlog = new Situation.Backlog(10, 100);
        assertThat(example.headline().state()).isEqualTo(State.CATCHING_UP);
    }

    private List<Situation.Log> logs(int number, Instant lastLine) {
        return Stream.iterate(1, i -> i + 1)
                .limit(number)
                .map(i -> example.log("mx" + i + ".log", example.ago("PT1S"), lastLine, null))
                .toList();
    }

    private static Situation.Log archive(String name, @Nullable Instant lastRead, @Nullable Instant lastLine) {
        return new Situation.Log(
                name, "1f", 9, 5L, true, lastRead, lastLine, Instant.parse("2026-11-19T10:00:00Z"), null);
    }

    private void usual(int weeks, long low, long high) {
        example.trackers = List.of(
                Example.usual(example.trackers.get(0), weeks, low, high),
                Example.usual(example.trackers.get(1), weeks, 10, 80));
    }

    @Test
    void headline_countAsUsual_isHumming_andSaysOfTheOthers() {
        usual(8, 1_100, 1_450);
        assertThat(example.read())
                .isEqualTo("Humming | 1,284 messages in the last hour | Outgoing mail: usual for a Monday 14:00 is"
                        + " 1,100 to 1,450. The other tracker is as usual too.");
    }

    @Test
    void headline_countBelowTheUsual_isTooFew_andSaysHowManyLinesWereRead() {
        usual(8, 1_300, 1_450);
        assertThat(example.read())
                .isEqualTo("Too few | 1,284 messages in the last hour | Outgoing mail: usual for a Monday 14:00 is"
                        + " 1,300 to 1,450; 41,795 lines were read.");
    }

    @Test
    void headline_countAboveTheUsual_isTooMany() {
        usual(3, 900, 1_200);
        assertThat(example.read()).startsWith("Too many | 1,284 messages in the last hour |");
    }

    @Test
    void headline_anotherTrackerOutside_speaksOfThat() {
        example.trackers = List.of(
                Example.usual(example.trackers.get(0), 8, 1_100, 1_450),
                Example.usual(example.trackers.get(1), 8, 0, 10));
        assertThat(example.read()).startsWith("Too many | 38 messages in the last hour | Bounces: usual");
    }

    @Test
    void headline_fewBecauseNobodyLookedForAPart_isNotTooFew() {
        Situation.Hour part = Example.unseen(example.trackers.get(0), 0, 6);
        example.trackers = List.of(Example.usual(part, 8, 1_100, 1_450));
        assertThat(example.read())
                .startsWith("Still learning |")
                .contains(
                        "is 1,100 to 1,450, but the number is not judged", "For 30 minutes of the hour nobody looked.");
    }

    @Test
    void headline_fewWhileLogsAreStillRead_isCatchingUp() {
        usual(8, 1_300, 1_450);
        example.logs = List.of(example.log("mail.log", null, example.ago("PT2S"), null));
        example.backlog = new Situation.Backlog(500_000, 1_000_000);
        assertThat(example.read()).startsWith("Catching up |");
    }

    @Test
    void headline_tooFewWeeks_isStillLearning_andSaysHowManyAreIn() {
        usual(1, 0, 0);
        assertThat(example.read())
                .isEqualTo("Still learning | 1,284 messages in the last hour | Outgoing mail: what is usual for a"
                        + " Monday 14:00 is known after 3 Mondays, 1 is in.");
    }
}
