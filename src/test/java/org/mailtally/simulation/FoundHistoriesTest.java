package org.mailtally.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that went wrong once, each named after its fault and as short as it was found. */
class FoundHistoriesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NEW_YEARS_EVE = Instant.parse("2026-12-31T22:50:00Z");
    private static final Instant LEAP_DAY = Instant.parse("2028-02-28T23:10:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-23T09:52:30Z");

    @TempDir
    private Path folder;

    @Test
    void cutLogThatHoldsTheOtherHalfOfALine_windowsThatFollowAreLookedAt() {
        demandRight(
                new Circumstances(NEW_YEARS_EVE, BERLIN, 2, 2, false, Long.MAX_VALUE, false),
                """
                APPEND 623 660
                STEP 443 440
                HALF_LINE 21 968
                QUIET 960 457
                TRUNCATE 831 785
                REWRITE 4 1
                QUIET 971 295""");
    }

    @Test
    void logCutAndRegrownToItsVerySize_gapBeginsWhenItWasLastReadWhole() {
        demandRight(
                new Circumstances(LEAP_DAY, BERLIN, 1, 2, true, Long.MAX_VALUE, false),
                """
                APPEND 420 765
                QUIET 61 789
                APPEND 934 472
                TRUNCATE 47 168
                STEP 577 390
                HALF_LINE 968 657""");
    }

    @Test
    void cutLogOfWhichOneProcessHasReadTheCopyAlone_mayHaveAPossibleGap() {
        demandRight(
                new Circumstances(NEW_YEARS_EVE, ZoneId.of("Asia/Kolkata"), 1, 2, false, 972, true),
                """
                APPEND 974 948
                POLL 452 250
                APPEND 678 978
                POLL 367 899
                COPY 984 816
                STEP 524 167
                TRUNCATE 188 361""");
    }

    @Test
    void halfMadeCopyReadToItsEnd_gapBeginsWithTheLastLineCounted() {
        demandRight(
                new Circumstances(MORNING, ZoneId.of("UTC"), 0, 2, false, Long.MAX_VALUE, false),
                """
                APPEND 494 659
                COPY 523 440
                STEP 537 463
                PASS 17 201
                STEP 180 199
                TRUNCATE 32 692
                DELETE 223 803""");
    }

    @Test
    void copyLeftToAnotherFile_whichWentBeforeItWasCounted_isCounted() {
        demandRight(
                new Circumstances(NEW_YEARS_EVE, BERLIN, 1, 2, false, 956, false),
                """
                EDIT 700 968
                HALF_LINE 152 65
                REOPEN 598 713
                COPY 488 899
                APPEND 531 78
                POLL 846 812
                ROTATE 368 206
                CLOCK_STEP 980 717
                APPEND 762 733
                STEP 259 784
                DELETE 86 471""");
    }

    @Test
    void logRewrittenInPlaceBeforeItIsKnownWhichItIs_isReportedAsRewritten() {
        demandRight(
                new Circumstances(MORNING, ZoneId.of("Asia/Kolkata"), 0, 2, false, Long.MAX_VALUE, false),
                """
                APPEND 467 559
                APPEND 114 835
                STEP 464 792
                APPEND 763 405
                CRASH 560 365
                STEP 954 810
                REWRITE 376 880
                STEP 107 196""");
    }

    @Test
    void archiveCutShortWhoseOriginalIsGone_windowsThatFollowAreLookedAt() {
        demandRight(
                new Circumstances(NEW_YEARS_EVE, ZoneId.of("UTC"), 0, 2, true, 551, true),
                """
                APPEND 338 998
                ROTATE 271 635
                COMPRESS 81 289
                DELETE 168 535
                QUIET 742 921""");
    }

    @Test
    void logThatBeginsLikeTheOneLastRead_cutAfterItWasCopied_mayHaveAPossibleGap() {
        demandRight(
                new Circumstances(LEAP_DAY, ZoneId.of("Asia/Kolkata"), 1, 2, true, Long.MAX_VALUE, false),
                """
                APPEND 893 210
                ROTATE 356 909
                QUIET 611 914
                COPY 833 819
                TRUNCATE 682 795
                APPEND 409 267
                COPY 149 562
                TRUNCATE 658 268""");
    }

    @Test
    void logCutInTheFirstMillisecondOfAWindow_windowIsNotKnownToBeSilent() {
        demandRight(
                new Circumstances(MORNING, BERLIN, 1, 2, false, Long.MAX_VALUE, false),
                """
                APPEND 316 509
                QUIET 179 553
                TRUNCATE 557 421
                QUIET 163 50""");
    }

    @Test
    void logReadByAReadingThatIsNoLongerTheLatest_gapDoesNotBeginWhenItWasRead() {
        demandRight(
                new Circumstances(NEW_YEARS_EVE, BERLIN, 1, 2, true, Long.MAX_VALUE, false),
                """
                POLL 711 354
                APPEND 643 598
                RECOUNT 698 926
                APPEND 475 185
                STEP 10 456
                POLL 65 380
                TRUNCATE 788 460
                FULL_DISK 84 986
                POLL 618 341""");
    }

    @Test
    void clockSetBackToAWindowThatHadBegun_windowIsNotKnownToBeSilent() {
        demandRight(
                new Circumstances(NEW_YEARS_EVE, BERLIN, 2, 2, false, Long.MAX_VALUE, false),
                """
                APPEND 879 626
                POLL 521 179
                CLOCK_STEP 659 499
                QUIET 211 113
                TRUNCATE 743 913""");
    }

    private void demandRight(Circumstances circumstances, String actions) {
        assertThat(History.found(circumstances, actions).run(folder, Mutation::new))
                .isNull();
    }
}
