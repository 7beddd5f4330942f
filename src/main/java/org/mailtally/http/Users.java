package org.mailtally.http;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * The users of a file as {@code htpasswd -B} writes it: a name and a bcrypt hash a line. It is read again when it changes.
 * Thread-safe.
 */
public final class Users {

    private static final Pattern LINE = Pattern.compile("([^:]+):(\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53})");
    private static final int HIGHEST_COST = 14;
    /** bcrypt takes no more of a password. */
    private static final int LONGEST_PASSWORD = 72;

    /** Guesses at a time: a hash takes a tenth of a second of a processor. */
    private static final int AT_A_TIME = 2;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** What a name that there is not is compared with, so that it takes as long. */
    private static final String NOBODY = "$2y$10$abcdefghijklmnopqrstuuCGCmJnYRW5CJKcXYkHIeDHFrPAEdwYC";

    private final SecretFile<Map<String, String>> file;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);
    private final byte[] salt = new byte[32];

    /** The passwords that fitted, by user: hashes that cost little, kept in memory, each with the hash it fitted. */
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String hash, String digest) {}

    /** @throws IllegalArgumentException where the file cannot be read or is none, in one line */
    public Users(Path file) {
        new SecureRandom().nextBytes(salt);
        this.file = new SecretFile<>(List.of(file), contents -> read(file, contents.get(0)));
    }

    private static Map<String, String> read(Path file, byte[] content) {
        Map<String, String> users = new TreeMap<>();
        for (String line : SecretFile.lines(content)) {
            Matcher form = LINE.matcher(line);
            if (!form.matches()) {
                int colon = line.indexOf(':');
                throw new IllegalArgumentException(file + ": "
                        + (colon > 0 ? "the line of " + line.substring(0, colon) : "a line")
                        + " has no bcrypt hash: make it with  htpasswd -B -C 10");
            }
            if (Integer.parseInt(form.group(3)) > HIGHEST_COST) {
                throw new IllegalArgumentException(
                        file + ": the hash of " + form.group(1) + " takes too long: make it with  htpasswd -B -C 10");
            }
            users.put(form.group(1), form.group(2));
        }
        if (users.isEmpty()) {
            throw new IllegalArgumentException(file + ": it holds no user: add one with  htpasswd -B -C 10");
        }
        return Map.copyOf(users);
    }

    /**
     * Whether a user has this password.
     *
     * @throws HttpException.RuntimeException where too many are asked for at a time
     */
    boolean isUser(String name, String password) {
        byte[] text = password.getBytes(StandardCharsets.UTF_8);
        if (text.length > LONGEST_PASSWORD) {
            return false;
        }
        @Nullable String hash = file.now().get(name);
        String digest = digest(text);
        Known last = known.get(name);
        if (hash != null && last != null && last.hash().equals(hash) && isEqual(last.digest(), digest)) {
            return true;
        }
        boolean fits = fits(text, hash == null ? NOBODY : hash) && hash != null;
        if (fits) {
            known.put(name, new Known(String.valueOf(hash), digest));
        }
        return fits;
    }

    private boolean fits(byte[] password, String hash) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HttpException.RuntimeException(
                        HttpStatus.SERVICE_UNAVAILABLE_503, "Too many passwords are being looked at");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return BCrypt.verifyer(BCrypt.Version.VERSION_2Y)
                    .verify(password, hash.replaceFirst("\\$2[ab]", "\\$2y").getBytes(StandardCharsets.US_ASCII))
                    .verified;
        } finally {
            turns.release();
        }
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private String digest(byte[] password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            return HexFormat.of().formatHex(sha.digest(password));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
