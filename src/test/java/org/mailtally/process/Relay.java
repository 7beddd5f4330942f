package org.mailtally.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A port that leads to a server: one that comes and goes, moves to another port, or falls silent with its connections
 * open. Thread-safe.
 */
final class Relay implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile @Nullable InetSocketAddress target;
    private boolean silent;

    /** @param target where it leads; null where there is no server yet */
    Relay(int port, @Nullable InetSocketAddress target) {
        this.target = target;
        try {
            listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Leads new connections to another port. */
    void lead(InetSocketAddress newTarget) {
        target = newTarget;
    }

    /** Keeps what is sent from now on, in both directions, with all connections open: a server that hangs. */
    synchronized void fallSilent() {
        silent = true;
    }

    /** Passes on what was kept, and all that follows. */
    synchronized void speakAgain() {
        silent = false;
        notifyAll();
    }

    private synchronized void awaitSpeech() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket caller = listening.accept();
            sockets.add(caller);
            start(() -> connect(caller));
        }
    }

    private void connect(Socket caller) throws IOException {
        InetSocketAddress now = target;
        try {
            if (now == null) {
                throw new IOException("there is no server");
            }
            Socket called = new Socket(now.getAddress(), now.getPort());
            sockets.add(called);
            start(() -> copy(called, caller));
            copy(caller, called);
        } finally {
            caller.close();
        }
    }

    /** Passes on until either side breaks; then both are closed. */
    private void copy(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] chunk = new byte[CHUNK];
            for (int read; (read = in.read(chunk)) >= 0; ) {
                awaitSpeech();
                out.write(chunk, 0, read);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
            from.close();
            to.close();
        }
    }

    /** What a thread of the relay does; a broken connection ends it. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Breaks every connection and refuses new ones. */
    @Override
    public void close() {
        speakAgain();
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
