package org.mailtally.store.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Messages of a session, each changed in a few places at random. Not thread-safe. */
final class Mutations {
    private static final int[] ODD_LENGTHS = {
        0, 1, -1, 4, 5, 16, 255, 65_536, 0x7ffffff0, 0x7fffffff, 0x80000000, 0xfffffff0, 48_000_000, 16_777_216
    };
    private static final int LENGTH = 4;
    private static final int HEADER = 16;

    private final List<byte[]> messages;
    private final Random random;

    Mutations(List<byte[]> messages, long seed) {
        this.messages = messages;
        this.random = new Random(seed);
    }

    /** The next one, whose length is the one that it says. */
    byte[] next() {
        byte[] message = any().clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            message = changed(message);
        }
        put(message, 0, message.length);
        return message;
    }

    private byte[] any() {
        return messages.get(random.nextInt(messages.size()));
    }

    private byte[] changed(byte[] message) {
        int body = HEADER + random.nextInt(message.length - HEADER);
        int at = random.nextInt(20) == 0 ? LENGTH + random.nextInt(HEADER - LENGTH) : body;
        switch (random.nextInt(6)) {
            case 0 -> message[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> message[at] = (byte) random.nextInt();
            case 2 -> put(message, at, ODD_LENGTHS[random.nextInt(ODD_LENGTHS.length)]);
            case 3 -> {
                return Arrays.copyOf(message, Math.max(HEADER + 1, at));
            }
            case 4 -> {
                byte[] other = any();
                int length = Math.min(random.nextInt(60), Math.min(other.length - HEADER, message.length - at));
                System.arraycopy(
                        other, HEADER + random.nextInt(other.length - HEADER - length + 1), message, at, length);
            }
            default -> {
                byte[] longer = Arrays.copyOf(message, message.length + 1 + random.nextInt(30));
                System.arraycopy(message, at, longer, at + longer.length - message.length, message.length - at);
                return longer;
            }
        }
        return message;
    }

    private static void put(byte[] message, int at, int number) {
        for (int index = 0; index < LENGTH && at + index < message.length; index++) {
            message[at + index] = (byte) (number >> (Byte.SIZE * index));
        }
    }
}
