package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private FolderWatch watch;
    private final AtomicInteger told = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(temporary.resolve("logs"));
        watch = new FolderWatch(new LogFiles(folder, Pattern.compile("mail\\.log.*"), 2));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private boolean set() {
        return watch.set(told::incrementAndGet);
    }

    private static void line(Path file) throws IOException {
        Files.writeString(file, "a line\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void awaitTold(int times) {
        await().until(() -> told.get() == times && !watch.isSet());
    }

    @Test
    void logWrittenTo_isToldOnce_thenOnlyAfterItIsSetAgain() throws IOException {
        Path log = folder.resolve("mail.log");
        line(log);
        set();
        line(log);
        awaitTold(1);

        line(log);
        set();
        assertThat(told).hasValue(1);
        line(log);
        awaitTold(2);
    }

    @Test
    void setTwice_isToldOnce() throws IOException {
        assertThat(set()).isFalse();
        assertThat(set()).isTrue();
        line(folder.resolve("mail.log"));
        awaitTold(1);
        assertThat(set()).isFalse();
        line(folder.resolve("mail.log"));
        awaitTold(2);
    }

    @Test
    void logRenamed_orGone_isTold() throws IOException {
        Path log = folder.resolve("mail.log");
        line(log);
        set();
        Path renamed = Files.move(log, folder.resolve("mail.log.1"));
        awaitTold(1);
        set();
        Files.delete(renamed);
        awaitTold(2);
    }

    @Test
    void otherFile_isNotTold_butEndsTheWatch() throws IOException {
        set();
        line(folder.resolve("auth.log"));
        await().until(() -> !watch.isSet());
        assertThat(told).hasValue(0);
        set();
        line(folder.resolve("mail.log"));
        awaitTold(1);
    }

    @Test
    void otherFile_withTheSameLineBefore_doesNotHideTheLog() throws IOException {
        int rounds = 20;
        for (int round = 0; round < rounds; round++) {
            set();
            line(folder.resolve("syslog"));
            line(folder.resolve("mail.log"));
            await().until(() -> !watch.isSet());
        }
        assertThat(told).as("where the test is held up in between, it may").hasValueGreaterThan(rounds / 2);
    }

    @Test
    void otherFile_inOneFolder_leavesTheOthersWatched() throws IOException {
        Path below = Files.createDirectory(folder.resolve("exim4"));
        set();
        line(folder.resolve("auth.log"));
        await().until(() -> !watch.isSet());
        line(below.resolve("mail.log"));
        awaitTold(1);
    }

    @Test
    void folderBelow_andOneThatCameLater_areWatched_noneBelowThem_andNoneThatIsHidden() throws IOException {
        Path below = Files.createDirectory(folder.resolve("exim4"));
        set();
        line(below.resolve("mail.log"));
        awaitTold(1);

        set();
        Path later = Files.createDirectory(folder.resolve("later"));
        Path tooDeep = Files.createDirectory(below.resolve("deep"));
        Path hidden = Files.createDirectory(folder.resolve(".hidden"));
        await().until(() -> !watch.isSet());
        set();
        line(tooDeep.resolve("mail.log"));
        line(hidden.resolve("mail.log"));
        line(later.resolve("mail.log"));
        awaitTold(2);

        set();
        line(tooDeep.resolve("mail.log"));
        line(hidden.resolve("mail.log"));
        assertThat(watch.isSet()).isTrue();
    }

    @Test
    void folderThatIsMissing_isWatchedOnceItIsThere() throws IOException {
        Files.delete(folder);
        set();
        assertThat(watch.isSet()).isFalse();
        Files.createDirectory(folder);
        set();
        line(folder.resolve("mail.log"));
        awaitTold(1);
    }

    @Test
    void folderThatIsDeletedAndMadeAnew_isWatchedAgain() throws IOException {
        set();
        Files.delete(folder);
        await().until(() -> !watch.isSet());
        set();
        Files.createDirectory(folder);
        set();
        line(folder.resolve("mail.log"));
        awaitTold(1);
    }

    @Test
    void atRest_untilAnyFileChanges_notBeforeItIsSet() throws IOException {
        assertThat(watch.isAtRest()).isFalse();
        set();
        assumeThat(Files.getFileStore(folder).type()).isIn("ext4", "xfs", "btrfs", "tmpfs", "overlay");
        assertThat(watch.isAtRest()).isTrue();
        line(folder.resolve("auth.log"));
        await().until(() -> !watch.isAtRest());
    }

    @Test
    void closed_isNotSetAgain() {
        set();
        watch.close();
        set();
        assertThat(watch.isSet()).isFalse();
    }
}
