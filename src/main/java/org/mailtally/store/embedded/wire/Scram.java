package org.mailtally.store.embedded.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's side of one login by SCRAM-SHA-256 (RFC 5802), without channel binding. Not thread-safe. */
final class Scram {
    static final String MECHANISM = "SCRAM-SHA-256";

    private static final int NONCE_BYTES = 18;
    private static final Pattern FIRST = Pattern.compile("([ny],(?:a=[^,]*)?,)(n=([^,]*),r=([!-+\\--~]+))(?:,.*)?");
    private static final Pattern LAST = Pattern.compile("(c=([^,]*),r=([^,]*)),p=([^,]*)");

    private final Users.User user;
    private final String header;
    private final String nonce;
    private final String messages;
    private final String challenge;

    /**
     * Begins a login.
     *
     * @param first the client's first message
     */
    Scram(Users users, byte[] first) throws LoginFailedException {
        Matcher parts = FIRST.matcher(text(first));
        if (!parts.matches()) {
            throw new LoginFailedException();
        }
        byte[] random = new byte[NONCE_BYTES];
        users.random().nextBytes(random);
        this.user = users.named(parts.group(3));
        this.header = base64(parts.group(1).getBytes(StandardCharsets.UTF_8));
        this.nonce = parts.group(4) + base64(random);
        this.challenge = "r=" + nonce + ",s=" + base64(user.keys().salt()) + ",i=" + ScramKeys.ITERATIONS;
        this.messages = parts.group(2) + "," + challenge;
    }

    /** What the client is to prove that it knows the password with. */
    byte[] challenge() {
        return challenge.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Ends the login.
     *
     * @param last the client's second message, with its proof
     * @return what proves to the client that this is the server
     */
    byte[] prove(byte[] last) throws LoginFailedException {
        Matcher parts = LAST.matcher(text(last));
        if (!parts.matches()
                || !parts.group(2).equals(header)
                || !parts.group(3).equals(nonce)) {
            throw new LoginFailedException();
        }
        String all = messages + "," + parts.group(1);
        if (!user.keys().isProof(decoded(parts.group(4)), all) || user.caller() == Caller.STRANGER) {
            throw new LoginFailedException();
        }
        return ("v=" + base64(user.keys().signature(all))).getBytes(StandardCharsets.UTF_8);
    }

    /** Who has logged in, if the proof was right. */
    Caller caller() {
        return user.caller();
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(String base64) throws LoginFailedException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new LoginFailedException();
        }
    }
}
