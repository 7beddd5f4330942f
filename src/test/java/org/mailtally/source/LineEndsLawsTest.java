package org.mailtally.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Line ends that are searched for in many bytes at a time, against those found byte by byte. */
final class LineEndsLawsTest {

    private static final int ROUNDS = 50_000;
    private static final byte[] BYTES = {'\n', 0x0b, 0x0a - 1, 'a', ' ', (byte) 0x8a, (byte) 0x80, 0, 1, -1};

    private final Random random = new Random(5);

    @Test
    void nextAndLast_bytesThatResembleLineEnds_areThoseFoundByteByByte() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(120)];
            int rarity = 1 + random.nextInt(60);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(rarity) == 0 ? BYTES[random.nextInt(BYTES.length)] : (byte) 'x';
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);

            assertThat(LineEnds.next(bytes, from, to)).isEqualTo(nextByteByByte(bytes, from, to));
            assertThat(LineEnds.last(bytes, from, to)).isEqualTo(lastByteByByte(bytes, from, to));
        }
    }

    private static int nextByteByByte(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static int lastByteByByte(byte[] bytes, int from, int to) {
        int last = -1;
        for (int at = from; at < to; at++) {
            last = bytes[at] == '\n' ? at : last;
        }
        return last;
    }
}
