package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.PlainContent;

/** A writer without O_APPEND goes on at its old offset when copytruncate cut the log: it then begins with NULs. */
class HeadOfNulsTest {

    private final LogFolder logs;

    HeadOfNulsTest(@TempDir Path folder) {
        logs = new LogFolder(folder);
    }

    @Test
    void writerWithoutAppend_twoCopytruncates_areThreeLogsAndEveryLineIsCounted() throws IOException {
        Set<LogId> ids = new HashSet<>();
        List<String> counted = new ArrayList<>();
        List<String> written = new ArrayList<>();
        Files.createFile(logs.path("mail.log"));
        try (FileChannel writer = FileChannel.open(logs.path("mail.log"), StandardOpenOption.WRITE)) {
            for (int rotation = 0; rotation < 3; rotation++) {
                for (int i = 0; i < 2_000; i++) {
                    String line = "Nov 23 09:53:01 mx1 postfix/qmgr[1]: rotation " + rotation + " line " + i;
                    written.add(line);
                    writer.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.ISO_8859_1)));
                }
                String archive = "mail.log." + (3 - rotation);
                Files.copy(logs.path("mail.log"), logs.path(archive), StandardCopyOption.COPY_ATTRIBUTES);
                try (OpenLog log = logs.openSettled(archive)) {
                    ids.add(log.id());
                    counted.addAll(lines(log));
                }
                try (FileChannel logrotate = FileChannel.open(logs.path("mail.log"), StandardOpenOption.WRITE)) {
                    logrotate.truncate(0);
                }
            }
        }

        assertThat(ids).hasSize(3);
        assertThat(counted).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 196_608, 5_000_000})
    void headOfNuls_ofAnyLength_isCountedToItsEndAndReadOn(int nuls) throws IOException {
        logs.write("mail.log", "\0".repeat(nuls) + line(1) + line(2));
        Place end;
        try (OpenLog log = logs.openSettled("mail.log")) {
            Portion portion = Objects.requireNonNull(log.portion(log.start(), Long.MAX_VALUE));
            assertThat(lines(portion)).hasSize(2).last().isEqualTo(line(2).strip());
            end = portion.end();
        }
        logs.append("mail.log", line(3));

        try (OpenLog log = logs.openSettled("mail.log")) {
            assertThat(end.position()).isEqualTo(nuls + line(1).length() + line(2).length());
            assertThat(log.history().fit(end)).isEqualTo(Fit.FITS);
            assertThat(lines(Objects.requireNonNull(log.portion(end, Long.MAX_VALUE))))
                    .containsExactly(line(3).strip());
        }
    }

    @Test
    void headsOfNuls_sameLinesBehindMoreNuls_areAnotherLog() throws IOException {
        logs.write("mail.log", "\0".repeat(70_000) + line(1));
        logs.write("mail.log.1", "\0".repeat(70_001) + line(1));
        logs.write("mail.log.2", line(1));

        assertThat(Set.of(id("mail.log"), id("mail.log.1"), id("mail.log.2"))).hasSize(3);
    }

    @Test
    void headOfNuls_compressed_isTheSameLog() throws IOException {
        byte[] bytes = ("\0".repeat(200_000) + line(1) + line(2)).getBytes(StandardCharsets.ISO_8859_1);
        logs.write("mail.log", bytes, LogFolder.NOW);
        logs.write("mail.log.1.gz", Packed.GZIP.pack(bytes), LogFolder.NOW);

        assertThat(id("mail.log.1.gz")).isEqualTo(id("mail.log"));
    }

    @Test
    void onlyNuls_asWhereTheFirstLineIsStillToCome_isNoLogYet() throws IOException {
        logs.write("mail.log", "\0".repeat(100_000));

        try (OpenLog log = logs.open("mail.log")) {
            assertThat(log.isUnsettled()).isFalse();
        }
        logs.append("mail.log", line(1));
        assertThat(id("mail.log")).isNotNull();
    }

    @Test
    void headOfNuls_readAgain_isNotSearchedAgain() throws IOException {
        long nuls = 50_000_000;
        AtomicLong read = new AtomicLong();
        byte[] line = line(1).getBytes(StandardCharsets.ISO_8859_1);
        Content content = content(nuls, line, read);
        Heads heads = new Heads();
        assertThat(heads.read(logs.path("mail.log"), content).start()).isEqualTo(nuls);
        read.set(0);

        assertThat(heads.read(logs.path("mail.log"), content).start()).isEqualTo(nuls);
        assertThat(read.get()).isLessThan(200_000);
        assertThat(heads.read(logs.path("mail.log"), content(nuls + 1, line, read))
                        .start())
                .isEqualTo(nuls + 1);
        assertThat(heads.read(logs.path("mail.log"), content(nuls - 1, line, read))
                        .start())
                .isEqualTo(nuls - 1);
    }

    /** NULs and a line behind them; counts the bytes that are read. */
    private static Content content(long nuls, byte[] line, AtomicLong counted) {
        return new Content() {
            @Override
            public int read(long position, byte[] into, int at, int length) {
                int read = (int) Math.max(0, Math.min(length, nuls + line.length - position));
                for (int i = 0; i < read; i++) {
                    long there = position + i - nuls;
                    into[at + i] = there < 0 ? 0 : line[(int) there];
                }
                counted.addAndGet(read);
                return read;
            }

            @Override
            public boolean isCompressed() {
                return false;
            }

            @Override
            public PlainContent onDisk() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }

    private LogId id(String name) throws IOException {
        try (OpenLog log = logs.open(name)) {
            return log.id();
        }
    }

    private static List<String> lines(OpenLog log) throws IOException {
        return lines(Objects.requireNonNull(log.portion(log.start(), Long.MAX_VALUE)));
    }

    private static List<String> lines(Portion portion) throws IOException {
        List<String> lines = new ArrayList<>();
        portion.read(block -> new String(block.bytes(), 0, block.length(), StandardCharsets.ISO_8859_1)
                .lines()
                .forEach(lines::add));
        return lines;
    }

    private static String line(int number) {
        return "Nov 23 09:53:01 mx1 postfix/qmgr[1]: line " + number + "\n";
    }
}
