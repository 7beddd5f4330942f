package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.Block;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.PlainContent;
import org.mailtally.time.Walked;

final class PortionTest {

    private static final String LINE = "Nov 23 09:53:01 mx1 postfix/qmgr[1]: line\n";
    private static final int MIB = 1 << 20;

    private final LogFolder logs;

    PortionTest(@TempDir Path folder) {
        logs = new LogFolder(folder);
    }

    @Test
    void read_halfWrittenLastLine_waitsAndIsReadOnceWhole() throws IOException {
        logs.write("mail.log", LINE + "Nov 23 09:58:01 mx1 half");
        Place place;
        try (OpenLog log = logs.openSettled("mail.log")) {
            assertThat(Given.of(log).texts()).containsExactly(LINE);
            place = read(log, log.start()).end();
        }
        logs.append("mail.log", " and whole\n");

        try (OpenLog log = logs.openSettled("mail.log")) {
            assertThat(Given.of(log, place, Long.MAX_VALUE).lines())
                    .containsExactly(new Given.Line(
                            LINE.length(),
                            Walked.windows("2026-11-23T09:55:00Z").get(0),
                            "Nov 23 09:58:01 mx1 half and whole\n"));
        }
    }

    @Test
    void read_carriageReturnsNulsAndLatin1_areLeftAsTheyAre() throws IOException {
        List<String> lines = List.of(
                "Nov 23 09:53:01 mx1 x\r\n",
                "\0\0\0\n",
                "Nov 23 09:53:01 mx1 M\u00fcller \u0085\n",
                "\n",
                "\r\n",
                "\rx\n");
        logs.write("mail.log", String.join("", lines));

        try (OpenLog log = logs.openSettled("mail.log")) {
            assertThat(Given.of(log).texts()).isEqualTo(lines);
        }
    }

    @Test
    void read_millionEmptyLines_givesEachInTheFirstLinesWindow() throws IOException {
        logs.write("mail.log", LINE + "\n".repeat(1_000_000));

        try (OpenLog log = logs.openSettled("mail.log")) {
            Place end = read(log, log.start()).end();
            Given given = Given.of(log);

            assertThat(end.position()).isEqualTo(LINE.length() + 1_000_000);
            assertThat(given.lines()).hasSize(1_000_001);
            assertThat(given.lines().stream().map(Given.Line::window).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void read_linesAroundTheLongest_areCutBehindIt() throws IOException {
        for (int length : new int[] {MIB - 1, MIB, MIB + 1, 4 * MIB - 1, 4 * MIB, 4 * MIB + 1, 9 * MIB}) {
            String before = LINE.repeat(7);
            String longLine = "Nov 23 09:58:01 mx1 " + "x".repeat(length - 20);
            logs.write("mail.log", before + longLine + "\n" + LINE);

            try (OpenLog log = logs.openSettled("mail.log")) {
                Given given = Given.of(log);

                assertThat(given.lines()).hasSize(9);
                assertThat(given.texts().get(7).stripTrailing())
                        .as("a line of %d bytes", length)
                        .isEqualTo(longLine.substring(0, Math.min(length, MIB)));
                assertThat(given.lines().get(8).offset()).isEqualTo(before.length() + length + 1);
                assertThat(given.longLines()).as("a line of %d bytes", length).isEqualTo(length > MIB ? 1 : 0);
            }
        }
    }

    @Test
    void read_lineOf100MB_isPassedOverWithBoundedMemoryAndSaidSo() throws IOException {
        long length = 100_000_000;
        logs.write("mail.log", LINE.repeat(3) + "Nov 23 09:58:01 mx1 ");
        try (RandomAccessFile file = new RandomAccessFile(logs.path("mail.log").toFile(), "rw")) {
            file.setLength(length);
        }
        try (OpenLog log = logs.openSettled("mail.log")) {
            assertThat(Given.of(log).lines()).hasSize(3);
        }
        logs.append("mail.log", "\n" + LINE);

        try (OpenLog log = logs.openSettled("mail.log")) {
            Given given = Given.of(log, log.start(), 64L << 20);

            assertThat(given.lines()).hasSize(5);
            assertThat(given.texts().get(3)).hasSize(MIB).startsWith("Nov 23 09:58:01 mx1 \0\0");
            assertThat(given.lines().get(4).offset()).isEqualTo(length + 1);
            assertThat(given.longLines()).isEqualTo(1);
        }
    }

    @Test
    void read_fileOfOneLongLineOnly_isReadFromItsFirst64KiBOn() throws IOException {
        logs.write("mail.log", "Nov 23 09:58:01 mx1 " + "x".repeat(3 * MIB) + "\n");

        try (OpenLog log = logs.openSettled("mail.log")) {
            assertThat(Given.of(log).lines()).hasSize(1);
        }
    }

    @Test
    void read_manyLongLinesInOneBlock_givesEachOnce() throws IOException {
        String longLine = "Nov 23 09:58:01 mx1 " + "y".repeat(MIB) + "\n";
        logs.write("mail.log", (LINE + longLine).repeat(6) + longLine.repeat(3) + LINE);

        try (OpenLog log = logs.openSettled("mail.log")) {
            Given given = Given.of(log);

            assertThat(given.lines()).hasSize(16);
            assertThat(given.longLines()).isEqualTo(9);
        }
    }

    @Test
    void read_moreThanABlockInSmallerPortions_givesTheSameLines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 9 * MIB; i++) {
            text.append("Nov 23 %02d:%02d:01 mx1 %s%n".formatted(i / 20_000 % 24, i / 300 % 60, "z".repeat(i % 200)));
        }
        logs.write("mail.log", text.toString());

        try (OpenLog log = logs.openSettled("mail.log")) {
            Given whole = Given.of(log);

            assertThat(whole.blocks()).hasSizeGreaterThan(2);
            assertThat(String.join("", whole.texts())).isEqualTo(text.toString());
            for (long most : new long[] {100_000, 5 * MIB}) {
                assertThat(Given.of(log, log.start(), most).lines()).isEqualTo(whole.lines());
            }
        }
    }

    @Test
    void read_fromEveryLineOfALog_givesTheSameWindows() throws IOException {
        List<String> lines = List.of(
                "undated\n",
                "Dec 31 23:59:58 mx1 x\n",
                "Jan  1 00:00:00 mx1 x\n",
                "Dec 31 23:59:59 mx1 late\n",
                "undated\n",
                "2027-01-01T00:01:00.123456+01:00 mx1 another form\n",
                "Jan  1 00:10:00 mx1 x\n",
                "\n",
                "Jan  1 00:15:00 mx1 x\n",
                "Jan  1 00:20:00 mx1 x\n");
        logs.write("mail.log", String.join("", lines));
        List<Place> places = new ArrayList<>();
        try (OpenLog log = logs.openSettled("mail.log")) {
            places.add(log.start());
            for (String line : lines) {
                Portion portion = portion(log, places.get(places.size() - 1), line.length());
                portion.read(block -> {});
                places.add(portion.end());
            }
            List<Given.Line> whole = Given.of(log).lines();

            assertThat(whole).hasSize(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                assertThat(Given.of(log, places.get(i), Long.MAX_VALUE).lines())
                        .isEqualTo(whole.subList(i, whole.size()));
            }
        }
    }

    @Test
    void read_eachLineInAWindowOfItsOwn_endsAPortionAfterSoManyWindows() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5 * Block.MOST_RUNS / 2; i++) {
            text.append("Nov 23 %02d:%02d:01 mx1 x\n".formatted(i * 5 / 60 % 24, i * 5 % 60));
        }
        logs.write("mail.log", text.toString());

        try (OpenLog log = logs.openSettled("mail.log")) {
            Portion bounded = portion(log, log.start(), 64L << 20);
            bounded.read(block -> assertThat(block.runs()).isLessThanOrEqualTo(Block.MOST_RUNS));

            assertThat(bounded.end().position()).isEqualTo(text.length() / 5 * 2L);
            assertThat(String.join("", Given.of(log, log.start(), 64L << 20).texts()))
                    .isEqualTo(text.toString());
            assertThat(String.join("", Given.of(log).texts())).isEqualTo(text.toString());
        }
    }

    @Test
    void portion_nothingNew_isNone() throws IOException {
        logs.write("mail.log", LINE.repeat(10));

        try (OpenLog log = logs.openSettled("mail.log")) {
            Place end = read(log, log.start()).end();

            assertThat(end.position()).isEqualTo(10L * LINE.length());
            assertThat(log.portion(end, Long.MAX_VALUE)).isNull();
        }
    }

    @Test
    void portion_fewerThanEightLines_endsAtTheLastMark() throws IOException {
        logs.write("mail.log", LINE.repeat(3));

        try (OpenLog log = logs.openSettled("mail.log")) {
            logs.append("mail.log", LINE.repeat(20));

            assertThat(Given.of(log).lines()).hasSize(3);
        }
        try (OpenLog log = logs.openSettled("mail.log")) {
            assertThat(Given.of(log).lines()).hasSize(23);
        }
    }

    @Test
    void portion_fileShorterThanThePlace_waits() throws IOException {
        logs.write("mail.log", LINE.repeat(100));
        Place end;
        try (OpenLog log = logs.openSettled("mail.log")) {
            end = read(log, log.start()).end();
        }
        logs.write("mail.log", LINE.repeat(50));

        try (OpenLog log = logs.openSettled("mail.log")) {
            assertThat(log.portion(end, Long.MAX_VALUE)).isNull();
        }
    }

    @Test
    void portion_rewrittenInPlace_isRefused() throws IOException {
        logs.write("mail.log", LINE.repeat(100));
        Place end;
        try (OpenLog log = logs.openSettled("mail.log")) {
            end = read(log, log.start()).end();
        }
        logs.write("mail.log", LINE.repeat(8) + LINE.replace("line", "LINE").repeat(100));

        try (OpenLog log = logs.openSettled("mail.log")) {
            assertThatThrownBy(() -> log.portion(end, Long.MAX_VALUE))
                    .isInstanceOf(ChangedLogException.class)
                    .hasMessageContaining("rewritten");
        }
    }

    @Test
    void read_copytruncateBetweenTwoBlocks_isRefusedAndNothingIsCounted() throws IOException {
        String text = LINE.repeat(9 * MIB / LINE.length());
        for (String left : new String[] {"", LINE, "Nov 23 09:59:01 mx1 another log\n".repeat(300_000)}) {
            Path path = logs.write("mail.log", text);
            try (OpenLog log = meddled(5 * MIB, () -> Files.writeString(path, left))) {
                assertThatThrownBy(() -> Given.of(log)).isInstanceOf(ChangedLogException.class);
            }
        }
    }

    @Test
    void read_rewrittenBeforeThePortionWhileItIsRead_isRefused() throws IOException {
        Path path = logs.write("mail.log", LINE.repeat(100));
        Place place;
        try (OpenLog log = logs.openSettled("mail.log")) {
            place = read(log, log.start()).end();
        }
        logs.append("mail.log", LINE.repeat(100));
        try (OpenLog log = logs.openSettled("mail.log")) {
            Portion portion = portion(log, place, Long.MAX_VALUE);
            Files.writeString(
                    path, LINE.repeat(8) + LINE.replace("line", "LINE").repeat(192));

            assertThatThrownBy(() -> portion.read(block -> {})).isInstanceOf(ChangedLogException.class);
        }
    }

    @Test
    void read_again_endsWhereItEndedThoughTheLogHasGrown() throws IOException {
        logs.write("mail.log", LINE.repeat(100));

        try (OpenLog log = logs.openSettled("mail.log")) {
            Portion portion = read(log, log.start());
            Place end = portion.end();
            logs.append("mail.log", LINE.repeat(100));
            Given again = new Given();
            portion.read(again);

            assertThat(again.lines()).hasSize(100);
            assertThat(portion.end()).isEqualTo(end);
        }
    }

    @Test
    void read_againAfterTheLogWasRewritten_isRefused() throws IOException {
        Path path = logs.write("mail.log", LINE.repeat(100));

        try (OpenLog log = logs.openSettled("mail.log")) {
            Portion portion = read(log, log.start());
            Files.writeString(
                    path, LINE.repeat(8) + LINE.replace("line", "LINE").repeat(92), StandardOpenOption.WRITE);

            assertThatThrownBy(() -> portion.read(block -> {})).isInstanceOf(ChangedLogException.class);
        }
    }

    @Test
    void end_beforeItWasRead_isNotKnown() throws IOException {
        logs.write("mail.log", LINE);

        try (OpenLog log = logs.openSettled("mail.log")) {
            Portion portion = portion(log, log.start(), 1);

            assertThatThrownBy(portion::end).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void read_logRenamedAndDeletedMeanwhile_isReadToItsEnd() throws IOException {
        Path path = logs.write("mail.log", LINE.repeat(100));

        try (OpenLog log = logs.openSettled("mail.log")) {
            Files.delete(Files.move(path, logs.path("mail.log.1")));

            assertThat(Given.of(log).lines()).hasSize(100);
        }
    }

    private static Portion read(OpenLog log, Place from) throws IOException {
        Portion portion = portion(log, from, Long.MAX_VALUE);
        portion.read(block -> {});
        return portion;
    }

    private static Portion portion(OpenLog log, Place from, long most) throws IOException {
        Portion portion = log.portion(from, most);
        if (portion == null) {
            throw new AssertionError("there is nothing to count from " + from);
        }
        return portion;
    }

    private OpenLog meddled(long position, MeddledContent.Meddling meddling) throws IOException {
        Path path = logs.path("mail.log");
        Content content = new MeddledContent(
                new PlainContent(FileChannel.open(path, StandardOpenOption.READ)), position, meddling);
        long modified = LogFolder.NOW.getEpochSecond();
        OpenLog log = logs.opened("mail.log", content, Files.size(path));
        log.settle(modified);
        return log;
    }
}
