package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.file.FollowedFolder.Outcome;

/** "Nobody looked" is not "nothing came": which polls have read all that was written. */
class FollowedFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T14:46:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(2));
    private static final String LINE = "Nov 23 14:00:00 mx1 postfix/qmgr[1]: a line\n";

    @TempDir
    private Path home;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Following following = Following.unlogged(clock);
    private Path folder = Path.of("");
    private LogFiles files = LogFiles.allOf(folder);
    private FollowedFolder followed = new FollowedFolder(files, following, clock);

    @BeforeEach
    void follow() throws IOException {
        folder = Files.createDirectory(home.resolve("logs"));
        files = new LogFiles(folder, Pattern.compile("(mail\\.log|mainlog)([.-].*)?"), 2);
        followed = new FollowedFolder(files, following, clock);
    }

    @Test
    void emptyLogThatMayBeRead_isLookedAt() throws IOException {
        write("mail.log", "", OLD);

        assertThat(poll("mail.log")).isEqualTo(Outcome.READ);
        assertThat(poll()).isEqualTo(Outcome.READ);
    }

    @Test
    void nameThatPollsCannotFind_isNamedWithTheRemedy() throws Exception {
        assumeTrue(File.separatorChar == '/');
        write("mail.log", LINE, NOW);
        write("mail.log-back\\slash", LINE, NOW);
        int made = new ProcessBuilder("sh", "-c", "touch \"$(printf '" + folder + "/mail.log-\\377')\"")
                .start()
                .waitFor();
        assertThat(made).isZero();
        followed.begin();

        assertThat(following.faultOf("mail.log-back\\slash")).endsWith("its name holds a backslash: rename it");
        assertThat(following.faultOf("mail.log-\ufffd"))
                .endsWith("its name is not in this system's encoding: rename it");
        assertThat(following.faultOf("mail.log")).isNull();
    }

    @Test
    void logThatIsNotReadYet_isBehind_alsoWhereItGrew() throws IOException {
        write("mail.log", LINE, NOW);
        assertThat(poll()).isEqualTo(Outcome.BEHIND);
        assertThat(poll("mail.log")).isEqualTo(Outcome.READ);

        write("mail.log", LINE + LINE, NOW);
        assertThat(poll()).isEqualTo(Outcome.BEHIND);
    }

    @Test
    void logThatGrowsBehindTheOpening_isReadAsOfTheBeginningOfThePoll() throws IOException {
        write("mail.log", LINE, NOW);
        followed.begin();
        read("mail.log");
        write("mail.log", LINE + LINE, NOW);

        assertThat(followed.end()).isEqualTo(Outcome.READ);
        assertThat(poll()).isEqualTo(Outcome.BEHIND);
    }

    @Test
    void folderThatIsMissing_orAFile_orHasNoLog_isNobodyLooking() throws IOException {
        assertThat(poll()).isEqualTo(Outcome.UNKNOWN);
        assertThat(following.missing().orElseThrow()).startsWith("no file in " + folder);

        Files.delete(folder);
        assertThat(poll()).isEqualTo(Outcome.UNKNOWN);
        assertThat(following.missing()).contains(folder + " is missing");

        Files.writeString(folder, "a file");
        assertThat(poll()).isEqualTo(Outcome.UNKNOWN);
        assertThat(following.missing()).contains(folder + " is a file, not a folder");
    }

    @Test
    void folderThatIsMissingForAWhile_doesNotMakeThePageForgetItsLogs() throws IOException {
        write("mail.log", LINE, NOW);
        poll("mail.log");
        Files.move(folder, home.resolve("away"));
        poll();
        assertThat(following.logs()).extracting(FollowedLog::name).containsExactly("mail.log");
    }

    @Test
    void archivesAlone_areNobodyLooking() throws IOException {
        write("mail.log.1", LINE, OLD);
        write("mail.log.2.gz", LINE, OLD);

        assertThat(poll("mail.log.1")).isEqualTo(Outcome.UNKNOWN);
        assertThat(following.missing()).contains("only archives are left in " + folder);
    }

    @Test
    void archiveInTheMaking_besideItsOriginal_isNoneOfTheFilesToRead() throws IOException {
        write("mail.log", LINE, NOW);
        write("mail.log.1", LINE, NOW);
        write("mail.log.1.gz", LINE, NOW);
        followed.begin();
        read("mail.log");
        read("mail.log.1");
        giveUp("mail.log.1.gz");

        assertThat(followed.end()).isEqualTo(Outcome.READ);
    }

    @Test
    void archiveCutShort_whoseOriginalIsGone_mayHoldLinesThatNobodyReads() throws IOException {
        write("mail.log", LINE, NOW);
        write("mail.log.1.gz", LINE, NOW);
        followed.begin();
        read("mail.log");
        giveUp("mail.log.1.gz");

        assertThat(followed.end()).isEqualTo(Outcome.UNKNOWN);
        assertThat(poll()).isEqualTo(Outcome.READ);
    }

    @Test
    void logThatWasRenamed_andHasNoSuccessorYet_isStillFollowed() throws IOException {
        write("mail.log", LINE, OLD);
        poll("mail.log");
        Files.move(folder.resolve("mail.log"), folder.resolve("mail.log.1"));

        assertThat(poll("mail.log.1")).isEqualTo(Outcome.READ);
        assertThat(poll()).isEqualTo(Outcome.READ);
    }

    @Test
    void logThatWasDeletedBesideItsArchive_isNobodyLooking_andIsNamed() throws IOException {
        write("mail.log", LINE, NOW);
        write("mail.log.1", LINE, OLD);
        poll("mail.log");
        Files.delete(folder.resolve("mail.log"));

        assertThat(poll()).isEqualTo(Outcome.UNKNOWN);
        assertThat(following.live()).singleElement().satisfies(log -> {
            assertThat(log.name()).isEqualTo("mail.log");
            assertThat(log.reason()).isEqualTo("it is gone");
        });

        write("mail.log", LINE, NOW);
        assertThat(poll("mail.log")).isEqualTo(Outcome.READ);
        assertThat(following.live()).allMatch(log -> log.fault() == null);
    }

    @Test
    void linkThatLeadsNowhere_isNotRead_andIsNamed() throws IOException {
        Files.createSymbolicLink(folder.resolve("mail.log"), Path.of("elsewhere"));

        assertThat(poll()).isEqualTo(Outcome.UNKNOWN);
        assertThat(following.faultOf("mail.log")).isEqualTo("can't be read: it is a link to a file that is not there");

        Files.writeString(folder.resolve("elsewhere"), LINE);
        assertThat(poll("mail.log")).isEqualTo(Outcome.READ);
        assertThat(following.faultOf("mail.log")).isNull();
    }

    @Test
    void pipeInALogsPlace_isNotRead_butInAnOldArchivesPlaceItHoldsNothingBack() throws IOException {
        write("mail.log", LINE, NOW);
        pipe("mail.log.3");
        assertThat(poll("mail.log")).isEqualTo(Outcome.READ);
        assertThat(following.faultOf("mail.log.3")).isEqualTo("can't be read: it is no regular file");

        touch("mail.log.3", NOW.minusSeconds(60));
        assertThat(poll()).as("it may hold lines of the last window").isEqualTo(Outcome.UNKNOWN);

        Files.delete(folder.resolve("mail.log.3"));
        assertThat(poll()).isEqualTo(Outcome.READ);
        pipe("mainlog");
        assertThat(poll()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void linesThatAreNotCounted_areNotLookedAt_untilNoMoreCome() throws IOException {
        write("mail.log", "no time\n", NOW);
        followed.begin();
        giveUp("mail.log");
        assertThat(followed.end()).isEqualTo(Outcome.UNKNOWN);
        assertThat(poll()).as("no more came").isEqualTo(Outcome.READ);

        write("mail.log", "no time\nno time\n", NOW);
        followed.begin();
        giveUp("mail.log");
        assertThat(followed.end()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void anotherFileOfTheSameNameSizeAndTime_isNotTakenForTheOneThatWasRead() throws IOException {
        write("mail.log", LINE, OLD);
        poll("mail.log");
        Files.move(folder.resolve("mail.log"), folder.resolve("mail.log.1"));
        write("mail.log", LINE.replace('a', 'b'), OLD);

        assertThat(poll()).isEqualTo(Outcome.BEHIND);
        assertThat(following.sizeOf("mail.log")).as("it is to be opened").isEqualTo(-1);
    }

    @Test
    void names_sayWhatALogIsCalledWhileItIsWrittenTo() {
        for (String archive : new String[] {
            "mail.log.1", "mail.log.2.gz", "mail.log-20261201", "mail.log-20261201.xz", "mail.log-2026-12-01",
            "mail.log-20261201-1764547200.zst", "mail.log.old", "mail.log.0.bz2", "mail.log~", "mail.log.2026-12-01T00"
        }) {
            assertThat(LogName.live(archive)).as(archive).isEqualTo("mail.log");
        }
        for (String live : new String[] {"mail.log", "exim4/mainlog", "maillog", "mail.info", "mx2-mail.log"}) {
            assertThat(LogName.isLive(live)).as(live).isTrue();
        }
    }

    /** Polls, and reads a file in between. */
    private Outcome poll(String name) throws IOException {
        followed.begin();
        read(name);
        return followed.end();
    }

    /** Polls where no file changed since it was read. */
    private Outcome poll() {
        followed.begin();
        return followed.end();
    }

    private void read(String name) throws IOException {
        try (OpenLog log = open(name)) {
            assertThat(log).isNotNull();
            if (log != null) {
                log.countedByAll();
                log.stored();
            }
        }
    }

    private void giveUp(String name) throws IOException {
        try (OpenLog log = open(name)) {
            if (log != null) {
                log.giveUp("holds no line with a time");
                log.countedByAll();
                log.stored();
            }
        }
    }

    private @Nullable OpenLog open(String name) {
        return new Logs(files, "mx1", ZoneOffset.UTC, following, null, clock)
                .openIfReadable(folder.resolve(name).toFile());
    }

    private void write(String name, String text, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private void pipe(String name) throws IOException {
        run("mkfifo", folder.resolve(name).toString());
        touch(name, OLD);
    }

    /** Java would open a pipe for that, and wait for who writes to it. */
    private void touch(String name, Instant modified) throws IOException {
        run("touch", "-d", "@" + modified.getEpochSecond(), folder.resolve(name).toString());
    }

    private static void run(String... command) throws IOException {
        int exit = new ProcessBuilder(command).start().onExit().join().exitValue();
        assumeTrue(exit == 0, "there is no " + command[0]);
    }
}
