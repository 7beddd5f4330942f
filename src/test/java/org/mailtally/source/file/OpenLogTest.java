package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.LogId;

final class OpenLogTest {

    private static final String LINE = "Nov 23 09:53:01 mx1 postfix/qmgr[1]: line ";

    private final LogFolder logs;

    OpenLogTest(@TempDir Path folder) {
        logs = new LogFolder(folder);
    }

    @Test
    void open_nameThatThisSystemCannotWrite_isNamedAndPassedOver() {
        File unnamable = new File(logs.path("").toFile(), "mail.log\0");

        assertThat(logs.logs().openIfReadable(unnamable)).isNull();
        assertThat(logs.following().faultOf("mail.log\0")).contains("its name is not in this system's encoding");
    }

    @Test
    void marks_firstLineNotWholeYet_areNone() throws IOException {
        logs.write("mail.log", LINE + "half");

        try (OpenLog log = logs.open("mail.log")) {
            assertThat(log.marks()).isEmpty();
            assertThat(log.isUnsettled()).isFalse();
            assertThat(log.isSettled()).isFalse();
        }
    }

    @Test
    void marks_emptyFile_areNone() throws IOException {
        logs.write("mail.log", "");

        try (OpenLog log = logs.open("mail.log")) {
            assertThat(log.marks()).isEmpty();
            assertThat(log.isUnsettled()).isFalse();
        }
    }

    @Test
    void marks_fewLinesThenGrowing_stayAndBecomeEight() throws IOException {
        logs.write("mail.log", lines(1, 3));
        List<Mark> few = marks("mail.log");
        logs.append("mail.log", lines(4, 20));
        List<Mark> all = marks("mail.log");

        assertThat(few).hasSize(3);
        assertThat(all).hasSize(8).startsWith(few.toArray(Mark[]::new));
        assertThat(all).extracting(Mark::line).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void marks_nameInodeAndRestOfTheFile_doNotMatter() throws IOException {
        logs.write("mail.log", lines(1, 8));
        List<Mark> before = marks("mail.log");
        logs.write("mail.log.1", lines(1, 100));

        assertThat(marks("mail.log.1")).isEqualTo(before);
    }

    @Test
    void marks_anotherSource_areAnotherLogs() throws IOException {
        logs.write("mail.log", lines(1, 8));
        LogId here = marks("mail.log").get(0).log();
        Logs elsewhere = new Logs(
                logs.path("."), "mx2", ZoneOffset.UTC, logs.following(), Clock.fixed(LogFolder.NOW, ZoneOffset.UTC));

        try (OpenLog log = elsewhere.open(logs.path("mail.log").toFile())) {
            assertThat(log.id()).isNotEqualTo(here);
        }
    }

    @Test
    void marks_firstLineLongerThanABeginning_areOneAt64KiB() throws IOException {
        logs.write("mail.log", LINE + "x".repeat(100_000) + "\n" + lines(2, 20));
        logs.write("alike.log", LINE + "x".repeat(100_000) + "y\n");

        assertThat(marks("mail.log")).hasSize(1).isEqualTo(marks("alike.log"));
    }

    @Test
    void marks_firstLineReachesOver64KiBLater_areAlike() throws IOException {
        logs.write("mail.log", LINE + "x".repeat(Head.LONGEST));
        List<Mark> half = marks("mail.log");
        logs.append("mail.log", "x".repeat(1000) + "\n");

        assertThat(marks("mail.log")).hasSize(1).isEqualTo(half);
    }

    @Test
    void marks_linesThatReachOver64KiB_keepTheFirstOnes() throws IOException {
        String seven = (LINE + "x".repeat(9_000) + "\n").repeat(7);
        logs.write("mail.log", seven);
        List<Mark> before = marks("mail.log");
        logs.append("mail.log", LINE + "x".repeat(9_000) + "\n");

        assertThat(before).hasSize(7);
        assertThat(marks("mail.log")).hasSize(8).startsWith(before.toArray(Mark[]::new));
    }

    @Test
    void parts_logsThatBeginAlike_haveDifferentIdsFromTheMarkAtWhichTheyPart() throws IOException {
        for (int same = 1; same < 8; same++) {
            logs.write("one.log", lines(1, same) + "Nov 23 09:53:02 mx1 one\n" + lines(10, 20));
            logs.write("other.log", lines(1, same) + "Nov 23 09:53:02 mx1 other\n" + lines(10, 20));
            List<Mark> one = marks("one.log");
            List<Mark> other = marks("other.log");

            assertThat(one.get(0).log()).isEqualTo(other.get(0).log());
            assertThat(one.subList(0, same)).isEqualTo(other.subList(0, same));
            assertThat(one.get(same)).isNotEqualTo(other.get(same));
            try (OpenLog log = logs.open("other.log")) {
                log.parts(other.get(same));

                assertThat(log.id()).isNotEqualTo(one.get(0).log());
                assertThat(log.marks()).hasSize(8 - same);
                assertThat(log.marks().get(0).line()).isEqualTo(same + 1);
            }
        }
    }

    @Test
    void open_folderInsteadOfAFile_saysSo() throws IOException {
        Files.createDirectory(logs.path("mail.log"));

        assertThatThrownBy(() -> logs.open("mail.log")).isInstanceOf(IOException.class);
        assertThat(logs.following().faultOf("mail.log")).isEqualTo("can't be read: it is no regular file");
    }

    @Test
    void open_fifoInsteadOfAFile_saysSoAndDoesNotWaitForAWriter() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", logs.path("mail.log").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThatThrownBy(() -> logs.open("mail.log")).isInstanceOf(IOException.class);
        assertThat(logs.following().faultOf("mail.log")).isEqualTo("can't be read: it is no regular file");
    }

    @Test
    void fits_fifoWhereALogWas_isNoneAndDoesNotWaitForAWriter() throws Exception {
        logs.write("mail.log.1", lines(1, 8));
        LogId id = marks("mail.log.1").get(0).log();
        assertThat(new ProcessBuilder("mkfifo", logs.path("mail.log").toString())
                        .start()
                        .waitFor())
                .isZero();
        Siblings siblings = new Siblings(LogFiles.allOf(logs.path(".")), "mx1");

        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> siblings.fits(logs.path("mail.log"), id, 1, 10, "hash", 0)))
                .isFalse();
    }

    @Test
    void open_fileThatIsGone_isNoFault() {
        assertThatThrownBy(() -> logs.open("mail.log")).isInstanceOf(IOException.class);
        assertThat(logs.following().logs()).isEmpty();
    }

    @Test
    void undated_fileOfAnUnknownForm_showsHowItsFirstLineBegins() throws IOException {
        logs.write("mail.log", "11/12/2026 09:53:01\u001b[2Jmx1 to=<someone@example.com>, status=sent\nx\n");

        try (OpenLog log = logs.open("mail.log")) {
            assertThat(log.undated())
                    .contains("it begins \"11/12/2026 09:53:01\ufffd[2Jmx1 to=<someone@e\u2026\"")
                    .contains("docs/times.md");
        }
    }

    @Test
    void undated_emptyLineFirst_showsIt() throws IOException {
        logs.write("mail.log", "\nx\n");

        try (OpenLog log = logs.open("mail.log")) {
            assertThat(log.undated()).contains("it begins \"\"");
        }
    }

    @Test
    void giveUp_fileWithoutATime_isNeitherSettledNorAskedAbout() throws IOException {
        logs.write("mail.log", "undated\n");

        try (OpenLog log = logs.open("mail.log")) {
            assertThat(log.isUnsettled()).isTrue();
            log.giveUp("holds no line with a time");

            assertThat(log.isUnsettled()).isFalse();
            assertThat(log.isSettled()).isFalse();
            assertThat(logs.following().faultOf("mail.log")).isEqualTo("holds no line with a time");
        }
    }

    private List<Mark> marks(String name) throws IOException {
        try (OpenLog log = logs.open(name)) {
            return log.marks();
        }
    }

    private static String lines(int first, int last) {
        StringBuilder text = new StringBuilder();
        for (int i = first; i <= last; i++) {
            text.append(LINE).append(i).append('\n');
        }
        return text.toString();
    }
}
