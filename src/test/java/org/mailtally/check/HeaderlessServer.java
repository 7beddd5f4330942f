package org.mailtally.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on loopback that answers a request with a text and no HTTP head, as before HTTP/1.0. */
final class HeaderlessServer implements AutoCloseable {

    private final ServerSocket listening;

    HeaderlessServer(String answer) {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> answerAll(answer.getBytes(StandardCharsets.UTF_8)), "headerless server");
        thread.setDaemon(true);
        thread.start();
    }

    private void answerAll(byte[] answer) {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                BufferedReader request =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (String line = request.readLine(); line != null && !line.isEmpty(); ) {
                    line = request.readLine();
                }
                socket.getOutputStream().write(answer);
            } catch (IOException e) {
                // The client went away, or the server was closed.
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
