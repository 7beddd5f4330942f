package org.mailtally.store.embedded.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What a server knows of a password for SCRAM-SHA-256 (RFC 5802, RFC 7677). Thread-safe. */
final class ScramKeys {
    /** The fewest that drivers accept; more would slow down guessing, which passwords of 192 random bits need not fear. */
    static final int ITERATIONS = 4096;

    private static final int BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final String HMAC = "HmacSHA256";

    private final byte[] salt;
    private final Supplier<byte[]> salted;

    private ScramKeys(byte[] salt, Supplier<byte[]> salted) {
        this.salt = salt;
        this.salted = salted;
    }

    /** The keys of a password; the time that they take is spent when they are first used. */
    static ScramKeys of(String password, SecureRandom random) {
        byte[] salt = bytes(random, SALT_BYTES);
        return new ScramKeys(salt, new Once(() -> salted(password, salt)));
    }

    /** Keys that belong to no password. */
    static ScramKeys ofNobody(SecureRandom random) {
        byte[] salted = bytes(random, BYTES);
        return new ScramKeys(bytes(random, SALT_BYTES), () -> salted);
    }

    private static byte[] bytes(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    byte[] salt() {
        return salt.clone();
    }

    /** Whether a client that sent this proof knows the password; as long a look at a wrong one as at a right one. */
    boolean isProof(byte[] proof, String messages) {
        byte[] storedKey = sha256(hmac(salted.get(), "Client Key"));
        byte[] clientKey = hmac(storedKey, messages);
        for (int at = 0; at < clientKey.length; at++) {
            clientKey[at] ^= proof.length == BYTES ? proof[at] : 0;
        }
        return MessageDigest.isEqual(sha256(clientKey), storedKey);
    }

    /** What proves to the client that this server knows the password. */
    byte[] signature(String messages) {
        return hmac(hmac(salted.get(), "Server Key"), messages);
    }

    private static byte[] salted(String password, byte[] salt) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, BYTES * Byte.SIZE);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A value that is made when it is first wanted. */
    private static final class Once implements Supplier<byte[]> {
        private final Supplier<byte[]> maker;
        private byte[] made = {};

        Once(Supplier<byte[]> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized byte[] get() {
            if (made.length == 0) {
                made = maker.get();
            }
            return made;
        }
    }
}
