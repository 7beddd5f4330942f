package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.Portion;
import org.mailtally.source.PossibleGap;

/** What a log may have lost when it is turned over, and what it surely has not. */
class LogThatWentBeforeItsEndWasReadTest {

    private static final Pattern ANY = Pattern.compile(".*");
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    private Path folder;

    private final AtomicLong millis = new AtomicLong(START.toEpochMilli());
    private final Clock clock = ((InstantSource) () -> Instant.ofEpochMilli(millis.get())).withZone(ZoneOffset.UTC);
    private Path log = Path.of("");
    private Sightings sightings = sightings();
    private int written;
    private boolean followed;

    private Sightings sightings() {
        return new Sightings(LogFiles.allOf(folder), "mx1", clock, () -> millis.get() * 1_000_000);
    }

    @BeforeEach
    void follow() throws IOException {
        log = folder.resolve("mail.log");
        sightings = sightings();
        write(20);
        poll("mail.log");
    }

    @Test
    void renamed_whileItGrew_isWhole() throws IOException {
        write(3);
        Files.move(log, folder.resolve("mail.log.1"));
        writeNext();
        poll("mail.log", "mail.log.1");

        assertThat(sightings.found()).isEmpty();
    }

    @Test
    void renamedTwiceBetweenTwoPolls_isWhole() throws IOException {
        Files.move(log, folder.resolve("mail.log.2"));
        writeNext();
        Files.move(log, folder.resolve("mail.log.1"));
        writeNext();
        poll("mail.log", "mail.log.1", "mail.log.2");

        assertThat(sightings.found()).isEmpty();
    }

    @Test
    void compressed_evenRightAfterItGrew_isWhole() throws IOException {
        write(3);
        Path archive = Files.move(log, folder.resolve("mail.log.1"));
        writeNext();
        Files.write(folder.resolve("mail.log.1.gz"), Packed.GZIP.pack(Files.readAllBytes(archive)));
        Files.delete(archive);
        poll("mail.log");

        assertThat(sightings.found()).isEmpty();
    }

    @Test
    void compressedBeforeTheNextFileBegins_whichIsGivenTheSameKey_isWhole() throws IOException {
        write(3);
        Path archive = Files.move(log, folder.resolve("mail.log.1"));
        Files.write(folder.resolve("mail.log.1.gz"), Packed.GZIP.pack(Files.readAllBytes(archive)));
        Files.delete(archive);
        writeNext();
        poll("mail.log");

        assertThat(sightings.found()).isEmpty();
    }

    @Test
    void copyTruncated_afterAllWasRead_isWhole() throws IOException {
        Files.copy(log, folder.resolve("mail.log.1"));
        truncate();
        poll("mail.log.1");

        assertThat(sightings.found()).isEmpty();
    }

    @Test
    void copyTruncated_whileItGrew_mayHaveLostLines() throws IOException {
        write(3);
        Files.copy(log, folder.resolve("mail.log.1"));
        truncate();
        poll("mail.log.1");

        assertThat(sightings.found()).containsExactly(gap("was cut after it was copied, while it was written to"));
    }

    @Test
    void copyTruncated_readBetweenCopyAndCut_mayHaveLostLines() throws IOException {
        Files.copy(log, folder.resolve("mail.log.1"));
        write(3);
        poll("mail.log");
        truncate();
        poll("mail.log.1");

        assertThat(sightings.found()).hasSize(1);
    }

    @Test
    void cutWithoutACopy_mayHaveLostLines() throws IOException {
        truncate();
        poll();

        assertThat(sightings.found()).containsExactly(gap("is in no file any more"));
    }

    @Test
    void cutAndRegrownPastItsSize_mayHaveLostLines() throws IOException {
        truncate();
        write(60);
        poll("mail.log");

        assertThat(sightings.found()).containsExactly(gap("is in no file any more"));
    }

    @Test
    void cutAndRegrownToItsVerySize_mayHaveLostLines() throws IOException {
        String others = Files.readString(log).replace("line", "mail");
        truncate();
        Files.writeString(log, others);
        Files.setLastModifiedTime(log, FileTime.fromMillis(millis.get() + 1));
        poll();

        assertThat(sightings.found()).containsExactly(gap("is in no file any more"));
    }

    @Test
    void halfMadeCopyReadToItsEnd_thenCompletedAndDeleted_gapBeginsWithTheLastLineCounted() throws IOException {
        sightings = sightings();
        String all = Files.readString(log);
        Path copy = Files.writeString(folder.resolve("mail.log.1"), all.substring(0, all.length() / 2));
        millis.addAndGet(90_000);
        poll("mail.log.1");
        Files.writeString(copy, all);
        truncate();
        Files.delete(copy);
        poll();

        assertThat(sightings.found())
                .singleElement()
                .extracting(PossibleGap::from)
                .isEqualTo(START);
    }

    @Test
    void deletedWhileItWasWrittenTo_mayHaveLostLines() throws IOException {
        Files.delete(log);
        poll();

        assertThat(sightings.found()).containsExactly(gap("is in no file any more"));
    }

    @Test
    void deletedWhenOnlyItsBeginningWasCounted_gapBeginsWithTheLastLineCounted() throws IOException {
        Files.delete(log);
        write(20);
        millis.addAndGet(500);
        try (OpenLog open = logs().open(log.toFile())) {
            open.settle(open.findFirstTime().orElseThrow());
            Portion portion = Objects.requireNonNull(open.portion(open.start(), 100));
            portion.read(block -> {});
            open.counted(portion.end(), portion.end().position());
        }
        millis.addAndGet(90_000);
        sightings.look();
        sightings.found().forEach(sightings::stored);
        Files.delete(log);
        sightings.look();

        PossibleGap gap = sightings.found().get(0);
        assertThat(gap.from()).isEqualTo(START);
        assertThat(gap.to()).isEqualTo(clock.instant());
    }

    @Test
    void deletedBeforeAnyOfItWasCounted_gapBeginsWithItsFirstLine() throws IOException {
        Path next = folder.resolve("mail.log.new");
        Files.move(log, next);
        try (OpenLog open = logs().open(next.toFile())) {
            open.settle(open.findFirstTime().orElseThrow());
            open.history().provenAt(open.start());
        }
        poll();
        sightings.found().forEach(sightings::stored);
        Files.delete(next);
        poll();

        assertThat(sightings.found())
                .containsExactly(new PossibleGap(
                        sightings.found().get(0).log(),
                        "mail.log.new",
                        START,
                        clock.instant(),
                        "is in no file any more"));
    }

    @Test
    void cutAfterItWasOpened_beforeItWasReadOn_mayHaveLostLines() throws IOException {
        sightings = sightings();
        try (OpenLog open = logs().open(log.toFile())) {
            open.settle(open.findFirstTime().orElseThrow());
            Portion portion = Objects.requireNonNull(open.portion(open.start(), Long.MAX_VALUE));
            portion.read(block -> {});
            truncate();
            open.history().doesNotReach(portion.end());
        }
        sightings.look();

        assertThat(sightings.found()).extracting(PossibleGap::reason).containsExactly("is in no file any more");
    }

    @Test
    void rewrittenInPlace_mayHaveLostLines() throws IOException {
        rewrite();

        assertThat(sightings.found()).containsExactly(gap("is in no file any more"));
    }

    @Test
    void cutToAShorterBeginning_andOpenedBeforeItWasLookedAt_mayHaveLostLines() throws IOException {
        Files.write(log, Files.readAllLines(log).subList(0, 12));
        poll("mail.log");

        assertThat(sightings.found()).containsExactly(gap("is in no file any more"));
    }

    @Test
    void rewrittenBesideACopyOfWhatItWas_isWhole() throws IOException {
        Files.copy(log, folder.resolve("mail.log.1"));
        rewrite();

        assertThat(sightings.found()).isEmpty();
    }

    private void rewrite() throws IOException {
        Files.write(log, Files.readAllLines(log).subList(0, 9));
        write(60);
        millis.addAndGet(500);
        try (OpenLog open = logs().open(log.toFile())) {
            open.settle(open.findFirstTime().orElseThrow());
            open.history().rewritten(1);
            open.history().provenAt(open.start());
        }
        sightings.look();
    }

    @Test
    void copyShorterThanWhatWasCounted_deleted_isNoGap() throws IOException {
        sightings = sightings();
        Path copy = Files.copy(log, folder.resolve("mail.log.1"));
        write(3);
        try (OpenLog open = logs().open(log.toFile());
                OpenLog shorter = logs().open(copy.toFile())) {
            open.settle(open.findFirstTime().orElseThrow());
            shorter.settle(open.start().time());
            Portion portion = Objects.requireNonNull(open.portion(open.start(), Long.MAX_VALUE));
            portion.read(block -> {});
            shorter.history().doesNotReach(portion.end());
            shorter.counted(portion.end(), 0);
            shorter.countedByAll();
            shorter.stored();
        }
        Files.delete(copy);
        Files.delete(log);
        sightings.look();

        assertThat(sightings.found()).isEmpty();
    }

    @Test
    void deletedWhenOneTrackerHadNotCountedIt_gapBeginsBeforeWhatItHadNot() throws IOException {
        write(3);
        millis.addAndGet(60_000);
        try (OpenLog open = logs().open(log.toFile())) {
            open.settle(open.findFirstTime().orElseThrow());
            Portion portion = Objects.requireNonNull(open.portion(open.start(), Long.MAX_VALUE));
            portion.read(block -> {});
            open.counted(portion.end(), 0);
        }
        Files.delete(log);
        sightings.look();

        assertThat(sightings.found()).extracting(PossibleGap::from).containsExactly(START);
    }

    @Test
    void compressedWithoutTheLastBytesThatWereSeen_mayHaveLostLines() throws IOException {
        byte[] before = Files.readAllBytes(log);
        Files.writeString(log, "Nov 23 10:00:00 mx1 half a li", StandardOpenOption.APPEND);
        poll("mail.log");
        Files.write(folder.resolve("mail.log.1.gz"), Packed.GZIP.pack(before));
        Files.delete(log);
        poll();

        assertThat(sightings.found())
                .extracting(PossibleGap::reason)
                .containsExactly("is in no file any more as far as it was seen");
    }

    @Test
    void wentTogetherWithACopyThatWasReadLater_oneGapOfTheTimeOfBoth() throws IOException {
        Files.copy(log, folder.resolve("mail.log.1"));
        write(3);
        poll("mail.log.1");
        Files.delete(log);
        Files.delete(folder.resolve("mail.log.1"));
        poll();

        assertThat(sightings.found()).hasSize(1);
        assertThat(sightings.found().get(0).from()).isEqualTo(START);
        assertThat(sightings.found().get(0).to()).isEqualTo(clock.instant());
    }

    @Test
    void anotherLogThatBeganAlike_grewUntilItParted_isNoGap() throws IOException {
        Files.move(log, folder.resolve("mail.log.1"));
        sightings = sightings();
        String first = Files.readAllLines(folder.resolve("mail.log.1")).get(0) + "\n";
        Files.writeString(log, first);
        poll("mail.log", "mail.log.1");
        write(3);
        try (OpenLog open = logs().open(log.toFile())) {
            open.parts(open.marks().get(1));
            open.settle(open.findFirstTime().orElseThrow());
            open.counted(open.start(), 0);
        }
        sightings.look();

        assertThat(sightings.found()).isEmpty();
    }

    @Test
    void oldArchive_deletedAfterItWasRead_isNoGap() throws IOException {
        millis.addAndGet(3_600_000);
        poll();
        Files.delete(log);
        poll();

        assertThat(sightings.found()).isEmpty();
    }

    @Test
    void clockSetForwardADay_betweenTheTwoPolls_gapLastsNoLonger() throws IOException {
        AtomicLong ticks = new AtomicLong();
        sightings = new Sightings(LogFiles.allOf(folder), "mx1", clock, ticks::get);
        poll("mail.log");
        ticks.addAndGet(500_000_000);
        millis.addAndGet(86_400_000);
        Files.delete(log);
        sightings.look();

        PossibleGap gap = sightings.found().get(0);
        assertThat(gap.to()).isEqualTo(clock.instant());
        assertThat(gap.from()).isEqualTo(clock.instant().minusMillis(500));
    }

    @Test
    void logInAFolderOfItsOwn_isReportedByItsPath() throws IOException {
        sightings = new Sightings(new LogFiles(folder, ANY, 2), "mx1", clock, () -> millis.get() * 1_000_000);
        Path own = Files.createDirectory(folder.resolve("exim4"));
        log = own.resolve("mainlog");
        write(20);
        poll("exim4/mainlog");
        Files.delete(log);
        poll();

        assertThat(sightings.found())
                .singleElement()
                .extracting(PossibleGap::name)
                .isEqualTo("exim4/mainlog");
    }

    private PossibleGap gap(String reason) {
        String id = sightings.found().get(0).log();
        return new PossibleGap(id, "mail.log", START, START.plusMillis(500), reason);
    }

    /** Half a second later: reads the files that changed to their ends, then looks at what went. */
    private void poll(String... changed) throws IOException {
        if (followed) {
            millis.addAndGet(500);
        }
        followed = true;
        for (String name : changed) {
            try (OpenLog open = logs().open(folder.resolve(name).toFile())) {
                open.settle(open.findFirstTime().orElseThrow());
                Portion portion = open.portion(open.start(), Long.MAX_VALUE);
                if (portion != null) {
                    portion.read(block -> {});
                    open.counted(portion.end(), portion.end().position());
                }
                open.countedByAll();
                open.stored();
            }
        }
        sightings.look();
    }

    private Logs logs() {
        return new Logs(LogFiles.allOf(folder), "mx1", ZoneOffset.UTC, new Following(clock), sightings, clock);
    }

    private void write(int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("Nov 23 10:00:00 mx1 postfix/qmgr[1]: line ")
                    .append(++written)
                    .append('\n');
        }
        Files.write(log, List.of(text.toString().split("\n")), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(log, FileTime.fromMillis(millis.get()));
    }

    private void writeNext() throws IOException {
        write(9);
    }

    private void truncate() throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }
}
