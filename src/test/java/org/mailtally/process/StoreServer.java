package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailtally.FreePort;
import org.mailtally.store.embedded.EmbeddedStore;

/**
 * A store as a process of its own, on a port that stays its own when it is killed and started again. Not thread-safe.
 */
final class StoreServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Starts the process of a store that keeps its data in a folder; what it says ends up in a file. */
    @FunctionalInterface
    interface Program {
        Process start(Path data, Path said) throws IOException;
    }

    private static final Pattern SAYS_PORT = Pattern.compile("(?:port |mongodb://127\\.0\\.0\\.1:)(\\d+)[ /]");

    private final Path folder;
    private final Program program;
    private final Relay relay;
    private @Nullable Process process;
    private int starts;

    /** The embedded server. */
    StoreServer(Path folder) throws IOException {
        this(folder, StoreServer::embedded);
    }

    StoreServer(Path folder, Program program) throws IOException {
        this.program = program;
        this.folder = Files.createDirectories(folder);
        this.relay = new Relay(FreePort.next(), null);
        start();
    }

    /** What MongoDB clients connect to, with the password of an embedded server; without options. */
    String address() {
        Path file = folder.resolve("data").resolve(EmbeddedStore.ADDRESS);
        try {
            String user =
                    Files.exists(file) ? Files.readString(file).strip().replaceAll("mongodb://(.*@).*", "$1") : "";
            return "mongodb://" + user + "127.0.0.1:" + relay.port() + "/";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The way there. */
    Relay relay() {
        return relay;
    }

    void start() throws IOException {
        Path said = folder.resolve("said" + starts++);
        process = program.start(folder.resolve("data"), said);
        int port = await("the store's port").atMost(PATIENCE).until(() -> port(said), found -> found > 0);
        relay.lead(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static int port(Path said) throws IOException {
        Matcher says = SAYS_PORT.matcher(Files.readString(said));
        return says.find() ? Integer.parseInt(says.group(1)) : 0;
    }

    private static Process embedded(Path data, Path said) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreServer.class.getName(),
                        data.toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            try {
                assertThat(running.destroyForcibly().waitFor(30, TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks it to end, and waits until it has. */
    void end() {
        Process running = process;
        if (running != null) {
            running.destroy();
            running.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            process = null;
        }
    }

    void pause() {
        Signal.STOP.send(process);
    }

    void resume() {
        Signal.CONT.send(process);
    }

    @Override
    public void close() {
        kill();
        relay.close();
    }

    /** The process: opens the store of a folder, tells the port, and serves until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]));
        System.out.println("port " + store.address().getPort() + " serves");
        Thread.currentThread().join();
    }
}
