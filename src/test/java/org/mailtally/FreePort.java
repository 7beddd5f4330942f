package org.mailtally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port that nobody listens on, and that no outgoing connection is given before a test listens there. */
public final class FreePort {

    private static final int FIRST = 12_000;

    /** Where Linux begins with the ports of outgoing connections. */
    private static final int FIRST_OF_OUTGOING = 32_768;

    private FreePort() {}

    /** Another one at each call. */
    public static int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_OUTGOING);
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
