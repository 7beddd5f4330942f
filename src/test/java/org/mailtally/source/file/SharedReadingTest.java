package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.Block;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.Processors;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.PlainContent;

/** Portions whose blocks several threads look at, against the same ones read in order by one. */
final class SharedReadingTest {

    private static final int MIB = 1 << 20;
    private static final String LONG_LINE = "Nov 23 09:58:01 mx1 " + "y".repeat(3 * MIB / 2) + "\n";

    private final LogFolder logs;
    private final Processors processors = Processors.of(4);
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    SharedReadingTest(@TempDir Path folder) {
        logs = new LogFolder(folder);
    }

    @AfterEach
    void close() {
        processors.close();
    }

    /** What all workers gave, which must have looked at each block that they add, as it was then. */
    private final class Shared implements Portion.Work {
        private final Given given = new Given();

        @Override
        public Portion.Worker worker() {
            return new Portion.Worker() {
                private long offset = -1;
                private int sum;

                @Override
                public void search(Block block) {
                    threads.add(Thread.currentThread().getName());
                    offset = block.offset();
                    sum = sum(block);
                }

                @Override
                public void add(Block block) {
                    assertThat(offset).isEqualTo(block.offset());
                    assertThat(sum(block)).isEqualTo(sum);
                    given.take(block);
                }
            };
        }
    }

    private static int sum(Block block) {
        int sum = 0;
        for (int i = 0; i < block.length(); i++) {
            sum = sum * 31 + block.bytes()[i];
        }
        return sum;
    }

    @Test
    void read_linesOfEverySize_areThoseReadInOrder() throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        while (text.length() < 12 * MIB) {
            int minute = text.length() / 5_000 % 60;
            text.append("Nov 23 09:%02d:01 mx1 %s\n".formatted(minute, "z".repeat(random.nextInt(400))));
            if (random.nextInt(4_000) == 0) {
                text.append("y".repeat(random.nextInt(200_000))).append("\r\n\n");
            }
        }
        logs.write("mail.log", text.toString());

        assertSharedAsInOrder();
        assertThat(threads).hasSizeGreaterThan(1);
    }

    @Test
    void read_longLinesAmongThem_areCutAndCountedAsInOrder() throws IOException {
        String lines = "Nov 23 09:53:01 mx1 postfix/qmgr[1]: line\n".repeat(40_000);
        logs.write("mail.log", (lines + LONG_LINE).repeat(4) + LONG_LINE + LONG_LINE + lines);

        assertSharedAsInOrder();
    }

    @Test
    void read_aHundredThousandWindows_areThoseReadInOrder() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("2026-%02d-%02dT%02d:%02d:01Z mx1 x%n"
                    .formatted(1 + i / 288 / 28 % 12, 1 + i / 288 % 28, i / 12 % 24, i % 12 * 5));
        }
        logs.write("mail.log", text.toString());

        assertSharedAsInOrder();
    }

    @Test
    void read_bytesWithoutAnyMeaning_areThoseReadInOrder() throws IOException {
        byte[] bytes = new byte[9 * MIB];
        new Random(9).nextBytes(bytes);
        byte[] head = "Nov 23 09:53:01 mx1 x\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        bytes[bytes.length - 1] = '\n';
        logs.write("mail.log", bytes, LogFolder.NOW);

        assertSharedAsInOrder();
    }

    @Test
    void read_portionAfterPortionIntoTheSameBlocks_areThoseReadInOrder() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int line = 0; text.length() < 9 * MIB; line++) {
            text.append("Nov 23 09:%02d:01 mx1 postfix/qmgr[%d]: line\n".formatted(line / 4_000, line));
        }
        logs.write("mail.log", text.toString());

        assertSharedAsInOrder(2L << 20);
        assertThat(threads).hasSizeGreaterThan(1);
    }

    @Test
    void read_linesAsLongAsWhatIsReadBehindABlock_areThoseReadInOrder() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int length = 0; text.length() < 9 * MIB; length = (length * 31 + 7) % 70_000) {
            text.append("Nov 23 09:53:01 mx1 ").append("z".repeat(length)).append('\n');
        }
        logs.write("mail.log", text.toString());

        assertSharedAsInOrder();
    }

    @Test
    void read_halfALineAtTheEnd_isLeftOut() throws IOException {
        logs.write("mail.log", "Nov 23 09:53:01 mx1 x\n".repeat(200_000) + "Nov 23 09:53:01 mx1 ha");

        assertSharedAsInOrder();
    }

    @Test
    void read_cutOrRewrittenMeanwhile_isRefused() throws IOException {
        String text = "Nov 23 09:53:01 mx1 postfix/qmgr[1]: line\n".repeat(250_000);
        for (String left : List.of("", "Nov 23 09:59:01 mx1 another log\n".repeat(400_000))) {
            for (long position : new long[] {1, 3 * MIB, 8 * MIB}) {
                Path path = logs.write("mail.log", text);
                Content content = new MeddledContent(
                        new PlainContent(FileChannel.open(path, StandardOpenOption.READ)),
                        position,
                        () -> Files.writeString(path, left));
                try (OpenLog log = logs.opened("mail.log", content, text.length())) {
                    log.settle(LogFolder.NOW.getEpochSecond());

                    assertThatThrownBy(() -> shared(log)).isInstanceOf(ChangedLogException.class);
                }
            }
        }
    }

    @Test
    void read_workerThatFails_failsTheReadingAndLeavesNobodyReading() throws IOException {
        logs.write("mail.log", "Nov 23 09:53:01 mx1 postfix/qmgr[1]: line\n".repeat(250_000));
        try (OpenLog log = logs.openSettled("mail.log")) {
            Portion portion = portion(log, log.start());
            Portion.Worker failing = new Portion.Worker() {
                @Override
                public void search(Block block) {
                    throw new IllegalStateException("on purpose");
                }

                @Override
                public void add(Block block) {}
            };

            assertThatThrownBy(() -> portion.read(() -> failing, processors)).hasMessage("on purpose");
            assertThat(shared(log).lines()).hasSize(250_000);
        }
    }

    @Test
    void read_processorsThatWereClosed_isReadByTheReadingThreadAlone() throws IOException {
        logs.write("mail.log", "Nov 23 09:53:01 mx1 postfix/qmgr[1]: line\n".repeat(100_000));
        processors.close();

        assertSharedAsInOrder();
        assertThat(threads).containsExactly(Thread.currentThread().getName());
    }

    private void assertSharedAsInOrder() throws IOException {
        assertSharedAsInOrder(64L << 20);
    }

    private void assertSharedAsInOrder(long most) throws IOException {
        try (OpenLog log = logs.openSettled("mail.log")) {
            Given inOrder = Given.of(log, log.start(), 64L << 20);

            assertThat(shared(log, most).lines()).isEqualTo(inOrder.lines());
        }
    }

    private Given shared(OpenLog log) throws IOException {
        return shared(log, 64L << 20);
    }

    private Given shared(OpenLog log, long most) throws IOException {
        Shared work = new Shared();
        List<Place> ends = new ArrayList<>(List.of(log.start()));
        while (true) {
            Place from = ends.get(ends.size() - 1);
            Portion portion = log.portion(from, most);
            if (portion != null) {
                portion.read(work, processors);
            }
            if (portion == null || portion.end().position() == from.position()) {
                return work.given;
            }
            ends.add(portion.end());
        }
    }

    private static Portion portion(OpenLog log, Place from) throws IOException {
        Portion portion = log.portion(from, Long.MAX_VALUE);
        if (portion == null) {
            throw new AssertionError("there is nothing to count from " + from);
        }
        return portion;
    }
}
