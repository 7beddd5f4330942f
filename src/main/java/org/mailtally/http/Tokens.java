package org.mailtally.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** The bearer tokens of a file, one a line. It is read again when it changes. Thread-safe. */
public final class Tokens {

    private static final int SHORTEST = 16;

    private final SecretFile<List<String>> file;

    /** @throws IllegalArgumentException where the file cannot be read or holds none, in one line */
    public Tokens(Path file) {
        this.file = new SecretFile<>(List.of(file), contents -> read(file, contents.get(0)));
    }

    private static List<String> read(Path file, byte[] content) {
        List<String> tokens = SecretFile.lines(content);
        if (tokens.isEmpty() || tokens.stream().anyMatch(token -> token.length() < SHORTEST || token.contains(" "))) {
            throw new IllegalArgumentException(file + ": it must hold a token a line, each of " + SHORTEST
                    + " characters or more, without blanks: make one with  openssl rand -hex 32");
        }
        return tokens;
    }

    /** Whether one of them is given; compares all of each. */
    boolean has(String given) {
        byte[] shown = given.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String token : file.now()) {
            found |= MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), shown);
        }
        return found;
    }
}
