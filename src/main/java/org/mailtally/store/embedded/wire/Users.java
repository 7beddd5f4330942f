package org.mailtally.store.embedded.wire;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** Who may log in: those who know the password beside the store, and this process by a password that it alone knows. */
public final class Users {
    /** The name by which people and their programs log in. */
    public static final String CLIENT = "mailtally";

    private static final String PIPELINE = "pipeline";
    private static final int PASSWORD_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final String clientsPassword;
    private final String pipelinesPassword;
    private final User client;
    private final User pipeline;
    private final User nobody;

    /** @param clientsPassword of letters that need no escape in an address */
    public Users(String clientsPassword) {
        this.clientsPassword = clientsPassword;
        this.pipelinesPassword = newPassword();
        this.client = new User(CLIENT, Caller.CLIENT, ScramKeys.of(clientsPassword, random));
        this.pipeline = new User(PIPELINE, Caller.PIPELINE, ScramKeys.of(pipelinesPassword, random));
        this.nobody = new User("", Caller.STRANGER, ScramKeys.ofNobody(random));
    }

    /** One who may log in. */
    record User(String name, Caller caller, ScramKeys keys) {}

    /** A password that nobody guesses. */
    public static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What MongoDB clients connect with, of which a port is known. */
    public String clientsAddress(int port) {
        return address(CLIENT, clientsPassword, port);
    }

    /** What this process connects with, of which a port is known. */
    public String pipelinesAddress(int port) {
        return address(PIPELINE, pipelinesPassword, port);
    }

    private static String address(String user, String password, int port) {
        return "mongodb://" + user + ":" + password + "@127.0.0.1:" + port + "/";
    }

    /** The user of a name; one whose password nobody has, where there is none. */
    User named(String name) {
        return List.of(client, pipeline).stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElse(nobody);
    }

    SecureRandom random() {
        return random;
    }
}
