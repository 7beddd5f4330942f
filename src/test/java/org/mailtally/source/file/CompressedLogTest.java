package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailtally.rounds.Rounds;
import org.mailtally.source.Block;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Decompressed;

final class CompressedLogTest {

    private static final int MIB = 1 << 20;
    private static final int PIECE = MIB / 2;
    private static final int BROKEN = Rounds.of("mailtally.broken", 15, 60);

    private final LogFolder logs;

    CompressedLogTest(@TempDir Path folder) {
        logs = new LogFolder(folder);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_compressedLog_givesWhatThePlainOneGives(Packed packed) throws IOException {
        byte[] plain = log(5 * MIB, 200);
        Given expected = given(plain);

        Given given = given(packed.pack(plain));

        assertThat(given.lines()).isEqualTo(expected.lines());
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_severalCompressedOneBehindTheOther_giveAllTheirLines(Packed packed) throws IOException {
        byte[] plain = log(2 * MIB, 200);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int from = 0; from < plain.length; from += 700_000) {
            members.writeBytes(packed.pack(Arrays.copyOfRange(plain, from, Math.min(plain.length, from + 700_000))));
        }

        assertThat(given(members.toByteArray()).lines()).isEqualTo(given(plain).lines());
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void id_compressedLog_isThatOfThePlainOne(Packed packed) throws IOException {
        byte[] plain = log(100_000, 200);
        logs.write("mail.log.1", plain, LogFolder.NOW);
        logs.write("mail.log.2.gz", packed.pack(plain), LogFolder.NOW);

        try (OpenLog one = logs.open("mail.log.1");
                OpenLog two = logs.open("mail.log.2.gz")) {
            assertThat(two.marks()).isEqualTo(one.marks());
        }
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_fromAPlaceCountedInThePlainLog_readsOn(Packed packed) throws IOException {
        byte[] plain = log(6 * MIB, 200);
        logs.write("mail.log", plain, LogFolder.NOW);
        Place place;
        List<Given.Line> rest;
        try (OpenLog log = logs.openSettled("mail.log")) {
            Portion portion = Objects.requireNonNull(log.portion(log.start(), 5 * MIB));
            portion.read(block -> {});
            place = portion.end();
            rest = Given.of(log, place, Long.MAX_VALUE).lines();
        }
        logs.write("mail.log.2", packed.pack(plain), LogFolder.NOW);

        try (OpenLog log = logs.openSettled("mail.log.2")) {
            assertThat(Given.of(log, place, Long.MAX_VALUE).lines())
                    .isEqualTo(rest)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_manyPortions_decompressesOnceAndNotAnewForEach(Packed packed) throws IOException {
        byte[] plain = log(12 * MIB, 200);

        assertThat(streamsOpened(packed.pack(plain), plain.length, 5 * MIB)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_linesLongerThanWhatIsKept_decompressesOnceAndNotAnewForEach(Packed packed) throws IOException {
        byte[] plain = log(20 * MIB, 3 * MIB / 2);

        assertThat(streamsOpened(packed.pack(plain), plain.length, Long.MAX_VALUE))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_portionEndsJustBehindWhereALongLineWasReadOn_decompressesOnce(Packed packed) throws IOException {
        String before = "Nov 23 09:53:01 mx1 x\n".repeat(8);
        int passed = Block.LONGEST_LINE + (1 << 16) + 2 * LongLine.CHUNK + 100;
        String text = before + "Nov 23 09:58:01 mx1 " + "y".repeat(passed - 20) + "\n" + before.repeat(1000);
        byte[] plain = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(streamsOpened(packed.pack(plain), plain.length, before.length() + passed + 1))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_endIsLookedAtBetweenPortions_decompressesNotAnewForEach(Packed packed) throws IOException {
        byte[] plain = log(6 * MIB, 200);
        byte[] read = new byte[plain.length];
        byte[] last = new byte[MIB / 1024];
        int tail = plain.length - last.length;
        Path path = logs.write("mail.log.gz", packed.pack(plain), LogFolder.NOW);
        Decompressed file = Decompressed.open(path, packed.pack(plain));
        try (Content content = file.content()) {
            for (int from = 0; from < plain.length; from += MIB / 4) {
                assertThat(content.read(tail, last, 0, last.length)).isEqualTo(last.length);
                assertThat(last).isEqualTo(Arrays.copyOfRange(plain, tail, plain.length));
                assertThat(content.read(plain.length, last, 0, 1)).isZero();
                assertThat(content.read(plain.length + MIB, last, 0, 1)).isZero();
                int length = Math.min(MIB / 4, plain.length - from);
                assertThat(content.read(from, read, from, length)).isEqualTo(length);
            }

            assertThat(read).isEqualTo(plain);
            assertThat(file.streamsOpened()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_cutShort_givesWhatIsThereAndReadsOnWhenTheRestIs(Packed packed) throws IOException {
        byte[] plain = log(3 * MIB, 200);
        byte[] whole = packed.pack(plain);
        List<Given.Line> expected = given(plain).lines();
        Place place = null;
        int given = 0;
        for (int part = 1; part <= 6; part++) {
            byte[] cut = Arrays.copyOf(whole, (int) ((long) whole.length * part / 6) - (part == 6 ? 0 : 7));
            logs.write("mail.log.gz", cut, LogFolder.NOW);
            try (OpenLog log = logs.open("mail.log.gz")) {
                if (log.marks().isEmpty()) {
                    continue;
                }
                log.settle(log.findFirstTime().orElseThrow());
                Place from = place == null ? log.start() : place;
                Portion portion = log.portion(from, Long.MAX_VALUE);
                if (portion != null) {
                    Given now = new Given();
                    portion.read(now);
                    assertThat(now.lines())
                            .isEqualTo(
                                    expected.subList(given, given + now.lines().size()));
                    given += now.lines().size();
                    place = portion.end();
                }
            }
            assertThat(given).as("lines when %d of 6 parts are there", part).isGreaterThanOrEqualTo((part - 2) * 1000);
        }
        assertThat(given).isEqualTo(expected.size());
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_cutShortFarIn_isNotDecompressedAgainAtEachLook(Packed packed) throws IOException {
        byte[] plain = log(6 * MIB, 200);
        byte[] whole = packed.pack(plain);

        assertThat(streamsOpened(Arrays.copyOf(whole, whole.length - 100), plain.length - MIB, 5 * MIB))
                .isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_onceMoreAfterItWasFoundCutShort_isReadByteByByteAtItsEndOnly(Packed packed) throws IOException {
        byte[] plain = log(6 * MIB, 200);
        byte[] whole = packed.pack(plain);
        Path path = logs.write("mail.log.gz", Arrays.copyOf(whole, whole.length - 100), LogFolder.NOW);
        Decompressed file = Decompressed.open(path, whole);
        try (Content content = file.content()) {
            byte[] first = readInPieces(content);
            long bytewise = file.readBytewise();

            byte[] second = readInPieces(content);

            assertThat(second).isEqualTo(first).isEqualTo(Arrays.copyOf(plain, first.length));
            assertThat(bytewise).isLessThanOrEqualTo(PIECE);
            assertThat(file.readBytewise()).isEqualTo(2 * bytewise);
        }
    }

    private static byte[] readInPieces(Content content) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int read = piece.length; read == piece.length; ) {
            read = content.read(all.size(), piece, 0, piece.length);
            all.write(piece, 0, read);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_readerIsInterrupted_isAFaultAndNotTheEndOfAFileCutShort(Packed packed) throws IOException {
        byte[] plain = log(4 * MIB, 200);
        Path path = logs.write("mail.log.gz", packed.pack(plain), LogFolder.NOW);
        Decompressed file = Decompressed.open(path, packed.pack(plain));
        try (Content content = file.content()) {
            byte[] bytes = new byte[plain.length + MIB];
            assertThat(content.read(0, bytes, 0, 2 * MIB)).isEqualTo(2 * MIB);
            assertThat(content.read(2 * MIB, bytes, 0, MIB)).isEqualTo(MIB);

            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> content.read(3 * MIB, bytes, 3 * MIB, plain.length - 2 * MIB))
                        .isInstanceOf(IOException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }

            assertThat(content.read(0, bytes, 0, bytes.length)).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(bytes, plain.length)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void open_anyLengthOfACompressedFile_neverFails(Packed packed) throws IOException {
        byte[] whole = packed.pack("Nov 23 09:53:01 mx1 x\n".repeat(20).getBytes(StandardCharsets.ISO_8859_1));
        for (int length = 0; length <= whole.length; length++) {
            logs.write("mail.log.gz", Arrays.copyOf(whole, length), LogFolder.NOW);
            try (OpenLog log = logs.open("mail.log.gz")) {
                assertThat(log.marks()).hasSizeLessThanOrEqualTo(8);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_brokenData_isAFaultAndNothingElse(Packed packed) throws IOException {
        byte[] whole = packed.pack(log(300_000, 200));
        for (int seed = 0; seed < BROKEN; seed++) {
            Random random = new Random(seed);
            byte[] broken = whole.clone();
            int from = seed % 2 == 0 ? Decompressed.MAGIC_BYTES : broken.length / 2;
            for (int i = from; i < broken.length; i++) {
                broken[i] = (byte) random.nextInt();
            }
            logs.write("mail.log.gz", broken, LogFolder.NOW);
            try (OpenLog log = logs.openSettled("mail.log.gz")) {
                assertThat(Given.of(log).lines()).hasSizeLessThan(40_000);
            } catch (IOException | NoSuchElementException expected) {
                assertThat(expected).isNotInstanceOf(ChangedLogException.class);
            }
        }
    }

    @Test
    void open_garbageBehindTheFirstBytes_saysWhatItIsNot() throws IOException {
        byte[] garbage = "BZh9 is how this file begins, and nothing else of it is compressed"
                .getBytes(StandardCharsets.US_ASCII);
        logs.write("mail.log.bz2", garbage, LogFolder.NOW);

        assertThatThrownBy(() -> logs.open("mail.log.bz2")).isInstanceOf(IOException.class);
        assertThat(logs.following().faultOf("mail.log.bz2")).startsWith("can't be read: it is no whole bzip2 file: ");
    }

    @Test
    void open_xzThatTakesMoreMemoryThanThereIs_saysHowMuchAndWhatToDo() throws IOException {
        logs.write("mail.log.xz", withDictionary(30, "Nov 23 09:53:01 mx1 x\n"), LogFolder.NOW);

        assertThatThrownBy(() -> logs.open("mail.log.xz")).isInstanceOf(IOException.class);
        assertThat(logs.following().faultOf("mail.log.xz"))
                .contains("decompressing it takes 129 MiB of memory, where 66 MiB is the most")
                .endsWith("compress it with a lower xz level");
    }

    @Test
    void open_xzWithTheLargestDictionaryOfItsLevels_isRead() throws IOException {
        String text = "Nov 23 09:53:01 mx1 x\n".repeat(9);

        assertThat(given(withDictionary(28, text)).lines())
                .isEqualTo(given(text.getBytes(StandardCharsets.US_ASCII)).lines());
    }

    @Test
    void open_zstdWhoseWindowIsLargerThanAnyMemory_saysHowMuchAndWhatToDo() throws IOException {
        byte[] packed = Packed.ZSTD.pack(log(300_000, 200));
        assertThat(packed[4] & 0x20).as("the frame names its window").isZero();
        packed[5] = (byte) (17 << 3);
        logs.write("mail.log.zst", packed, LogFolder.NOW);

        assertThatThrownBy(() -> logs.open("mail.log.zst")).isInstanceOf(IOException.class);
        assertThat(logs.following().faultOf("mail.log.zst"))
                .contains("decompressing it takes 128 MiB of memory, where 64 MiB is the most")
                .endsWith("compress it with a lower zstd level");
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_whateverStandsBehindTheLastMember_isPassedOver(Packed packed) throws IOException {
        byte[] plain = log(300_000, 200);
        List<Given.Line> expected = given(plain).lines();
        byte[] whole = packed.pack(plain);
        for (byte[] behind : List.of(
                new byte[1],
                new byte[3],
                new byte[512],
                new byte[100_000],
                "x".getBytes(StandardCharsets.US_ASCII),
                "trailing bytes".getBytes(StandardCharsets.US_ASCII),
                log(200_000, 200))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(whole);
            all.writeBytes(behind);

            assertThat(given(all.toByteArray()).lines()).isEqualTo(expected);
            assertThat(logs.following().faultOf("mail.log")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void read_zerosBetweenMembers_arePassedOver(Packed packed) throws IOException {
        byte[] plain = log(300_000, 200);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(packed.pack(Arrays.copyOf(plain, 100_000)));
        members.writeBytes(new byte[512]);
        members.writeBytes(packed.pack(Arrays.copyOfRange(plain, 100_000, plain.length)));

        assertThat(given(members.toByteArray()).lines()).isEqualTo(given(plain).lines());
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void countedByAll_fileWithoutItsLastBytes_isCountedAsFarAsItGoesAndSaidToBeCut(Packed packed) throws IOException {
        byte[] plain = log(300_000, 200);
        byte[] whole = packed.pack(plain);
        logs.write("mail.log.2.gz", Arrays.copyOf(whole, whole.length - 3), LogFolder.NOW.minusSeconds(60));
        Place end;
        try (OpenLog log = logs.openSettled("mail.log.2.gz")) {
            Portion portion = Objects.requireNonNull(log.portion(log.start(), Long.MAX_VALUE));
            portion.read(block -> {});
            end = portion.end();
            log.counted(end, end.position());
            log.countedByAll();
            log.stored();

            assertThat(log.imprintEndingAt(end)).isNull();
        }
        assertThat(logs.following().faultOf("mail.log.2.gz")).startsWith("is cut short: ");

        logs.write("mail.log.2.gz", whole, LogFolder.NOW.minusSeconds(50));
        try (OpenLog log = logs.openSettled("mail.log.2.gz")) {
            assertThat(log.history().fit(end)).isEqualTo(Fit.FITS);
            Given rest = end.position() == plain.length ? new Given() : Given.of(log, end, Long.MAX_VALUE);
            List<Given.Line> all = given(plain).lines();
            assertThat(rest.lines())
                    .isEqualTo(all.subList(all.size() - rest.lines().size(), all.size()));
            log.counted(end, end.position());
            log.countedByAll();
            log.stored();
        }
        assertThat(logs.following().faultOf("mail.log.2.gz")).isNull();
    }

    @Test
    void read_gzipThatLostItsSumAlone_isReadWhole() throws IOException {
        byte[] plain = log(300_000, 200);
        byte[] whole = Packed.GZIP.pack(plain);
        List<Given.Line> expected = given(plain).lines();

        for (int lost = 1; lost <= 8; lost++) {
            assertThat(given(Arrays.copyOf(whole, whole.length - lost)).lines())
                    .as("without %d bytes", lost)
                    .isEqualTo(expected);
        }
    }

    @Test
    void countedByAll_fileThatIsStillBeingCompressed_isLookedAtAgainAndNotCalledCut() throws IOException {
        byte[] whole = Packed.GZIP.pack(log(300_000, 200));
        logs.write("mail.log.2.gz", Arrays.copyOf(whole, whole.length - 3), LogFolder.NOW);

        try (OpenLog log = logs.openSettled("mail.log.2.gz")) {
            Objects.requireNonNull(log.portion(log.start(), Long.MAX_VALUE)).read(block -> {});
            log.countedByAll();
            log.stored();
        }

        assertThat(logs.following().faultOf("mail.log.2.gz")).isNull();
        assertThat(logs.following().sizeOf("mail.log.2.gz")).isEqualTo(-1);
    }

    /** A small file whose header asks for a dictionary: 28 is that of xz -9, 64 MiB, 30 is 128 MiB. */
    private static byte[] withDictionary(int code, String text) throws IOException {
        byte[] packed = Packed.XZ.pack(text.getBytes(StandardCharsets.US_ASCII));
        int header = 12;
        int headerLength = (packed[header] + 1) * 4;
        int dictionary = header + 4;
        assertThat(packed[header + 2]).as("the LZMA2 filter").isEqualTo((byte) 0x21);
        packed[dictionary] = (byte) code;
        CRC32 sum = new CRC32();
        sum.update(packed, header, headerLength - 4);
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(header + headerLength - 4, (int) sum.getValue());
        return packed;
    }

    /** Reads a file in portions of at most so many bytes; returns how many times decompressing began. */
    private int streamsOpened(byte[] bytes, int atLeast, long most) throws IOException {
        Path path = logs.write("mail.log.gz", bytes, LogFolder.NOW);
        Decompressed file = Decompressed.open(path, bytes);
        long now = LogFolder.NOW.getEpochSecond();
        try (OpenLog log = logs.opened("mail.log.gz", file.content(), bytes.length)) {
            log.settle(now);
            Given given = Given.of(log, log.start(), most);
            assertThat(given.last().offset() + 2 * MIB).isGreaterThan(atLeast);
        }
        return file.streamsOpened();
    }

    private Given given(byte[] bytes) throws IOException {
        logs.write("mail.log", bytes, LogFolder.NOW);
        try (OpenLog log = logs.openSettled("mail.log")) {
            return Given.of(log);
        }
    }

    /** Lines of up to a length, through the hours of a day, hard enough to compress that no form does it in one piece. */
    private static byte[] log(int length, int longest) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int second = (int) (86_400L * text.length() / length / 2);
            text.append("Nov 22 %02d:%02d:%02d mx1 ".formatted(second / 3600, second / 60 % 60, second % 60));
            String word = Long.toString(random.nextLong(), 36);
            text.append(word.repeat(1 + random.nextInt(longest) / word.length()))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
