package org.mailtally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listens on, and that neither an outgoing connection nor a test in another process is given before a
 * test listens there.
 */
public final class FreePort {

    private static final int FIRST = 12_000;

    /** Where Linux begins with the ports of outgoing connections. */
    private static final int FIRST_OF_OUTGOING = 32_768;

    /** The most processes of tests side by side, and the number of this one. */
    private static final int FORKS = 16;

    private static final int FORK = Integer.getInteger("mailtally.fork", 1) % FORKS;

    private FreePort() {}

    /** Another one at each call. */
    public static int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST / FORKS, FIRST_OF_OUTGOING / FORKS) * FORKS + FORK;
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another one is tried.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
