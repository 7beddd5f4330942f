package org.mailtally.source.file.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes of this room: SHA-256, cut to 128 bits, as lower-case hexadecimal digits. Thread-safe. */
public final class Hashes {

    private static final int KEPT_BYTES = 16;

    private Hashes() {}

    public static String of(byte[] bytes, int from, int to) {
        MessageDigest digest = sha256();
        digest.update(bytes, from, to - from);
        return hex(digest);
    }

    /** The hash of a name and, parted from it by a NUL, of bytes. */
    public static String of(String name, byte[] bytes, int from, int to) {
        MessageDigest digest = sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes, from, to - from);
        return hex(digest);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, KEPT_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
