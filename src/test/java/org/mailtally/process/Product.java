package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.FreePort;
import org.mailtally.packaging.Command;

/** One home folder and the built product that runs in it; it may be killed and started again. Not thread-safe. */
final class Product implements AutoCloseable {

    static final Path DISTRIBUTION =
            Path.of(Objects.requireNonNull(System.getProperty("mailtally.distribution"), "run mvn verify"));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;

    private final int port = FreePort.next();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;
    private Duration patience = PATIENCE;
    private List<String> as = List.of();

    Product(Path home) throws IOException {
        this.home = home;
        Files.createDirectories(logs());
        copy("application.properties");
        Files.createDirectories(home.resolve("routes"));
        try (Stream<Path> routes = Files.list(DISTRIBUTION.resolve("routes"))) {
            routes.forEach(route -> copy("routes/" + route.getFileName()));
        }
        set("maillog.directory", logs());
        set("maillog.zone", "UTC");
        set("display.zone", "UTC");
        set("maillog.source", "mx1");
        set("http.port", port);
        set("mongodb.uri", "embedded:" + home.resolve("data"));
        set("charts.directory", home.resolve("charts"));
    }

    private void copy(String file) {
        try {
            Files.copy(DISTRIBUTION.resolve(file), home.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        return home;
    }

    Path logs() {
        return home.resolve("logs");
    }

    Product set(String key, Object value) {
        settings.put(key, value.toString());
        return this;
    }

    /** Leaves a key to its default. */
    Product unset(String key) {
        settings.remove(key);
        return this;
    }

    /** Sets a variable of its environment. */
    Product environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Has it run as an ordinary user; the test is skipped where this one may not. */
    Product asNobody() throws IOException {
        as = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        List<String> test = new ArrayList<>(as);
        test.addAll(List.of("test", "-x", DISTRIBUTION.resolve("bin/mailtally").toString()));
        assumeTrue(FullDisk.run(test.toArray(new String[0])), "this user cannot run it as another one");
        assumeTrue(FullDisk.run("chown", "-R", "65534:65534", home.toString()), "this user cannot give it the home");
        return this;
    }

    /** How long counts are waited for: longer where much is to be read. */
    Product patience(Duration longest) {
        patience = longest;
        return this;
    }

    /** The command line that starts it. */
    List<String> command() {
        return command("run");
    }

    /** The command line of a subcommand on its home. */
    List<String> command(String subcommand) {
        List<String> words = new ArrayList<>(as);
        words.addAll(List.of(DISTRIBUTION.resolve("bin/mailtally").toString(), subcommand, "--home", home.toString()));
        settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        return words;
    }

    /** Has it verify what is stored, beside itself if it runs. */
    Command.Outcome verify(String... options) {
        Command verify = Command.of(command("verify").toArray()).with((Object[]) options);
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            verify = verify.set(variable.getKey(), variable.getValue());
        }
        return verify.run();
    }

    /** What other MongoDB clients connect to, while it runs on an embedded store. */
    String storeAddress() {
        try {
            return Files.readString(home.resolve("data/address")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Product start() {
        launch();
        await("an answer on /health; it said: " + output())
                .atMost(PATIENCE)
                .until(() -> isAlive() && List.of(200, 503).contains(status("/health")));
        return this;
    }

    /** Starts it without waiting for an answer. */
    void launch() {
        try {
            Path out = home.resolve("out.txt");
            ProcessBuilder builder = new ProcessBuilder(command())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isAlive() {
        boolean alive = process != null && process.isAlive();
        assertThat(alive).as("it runs; it said: " + output()).isTrue();
        return alive;
    }

    String output() {
        try {
            Path out = home.resolve("out.txt");
            return Files.exists(out) ? Files.readString(out) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as kill -9 does. */
    void kill() {
        end(Process::destroyForcibly);
    }

    /** Lets it run for so long. */
    void liveFor(long millis) {
        Process running = process;
        try {
            boolean ended = running != null && running.waitFor(millis, TimeUnit.MILLISECONDS);
            assertThat(ended).as("it ended by itself; it said: " + output()).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it in the middle of what it does, as SIGSTOP does. */
    void pause() {
        Signal.STOP.send(process);
    }

    /** Lets it go on after {@link #pause}. */
    void resume() {
        Signal.CONT.send(process);
    }

    /** Whether it has a file open that lies in a folder, be it deleted meanwhile. */
    boolean hasOpen(Path folder) {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid()), "fd"))) {
            return open.anyMatch(file -> target(file).startsWith(folder + "/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /**
     * Lets none of its files grow beyond a size, as a quota does.
     *
     * @param limit in bytes, or {@code unlimited}
     */
    void limitFileSize(String limit) throws IOException {
        Process running = Objects.requireNonNull(process);
        int exit = new ProcessBuilder("prlimit", "--pid", String.valueOf(running.pid()), "--fsize=" + limit + ":")
                .start()
                .onExit()
                .join()
                .exitValue();
        assertThat(exit).isZero();
    }

    /** The most memory it ever had resident since it was started, in MiB. */
    long mostResident() throws IOException {
        Process running = Objects.requireNonNull(process);
        String status = Files.readString(Path.of("/proc", String.valueOf(running.pid()), "status"));
        return Long.parseLong(status.replaceAll("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1")) / 1024;
    }

    /** Ends it as an operator does; the exit code. */
    int stop() {
        return end(Process::destroy);
    }

    private int end(Consumer<Process> signal) {
        Process running = process;
        process = null;
        if (running == null) {
            return 0;
        }
        try {
            signal.accept(running);
            assertThat(running.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
            return running.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    int status(String path) {
        try {
            return get(path).statusCode();
        } catch (UncheckedIOException unreachable) {
            return 0;
        }
    }

    String body(String path) {
        return get(path).body();
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process's number; it runs. */
    long pid() {
        return Objects.requireNonNull(process).pid();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The counts of a tracker that are not 0, by the start of their window. */
    Map<Instant, Long> counts(String tracker, Instant from, Instant to) {
        String csv = body("/gviz?step=window&tqx=out:csv&tracker=" + encode(tracker) + "&from="
                + encode(from.toString()) + "&to=" + encode(to.toString()));
        Map<Instant, Long> counts = new TreeMap<>();
        csv.lines().skip(1).forEach(line -> {
            int comma = line.indexOf(',');
            String count = line.substring(comma + 1);
            if (!count.isEmpty() && !count.equals("0")) {
                counts.put(OffsetDateTime.parse(line.substring(0, comma)).toInstant(), Long.valueOf(count));
            }
        });
        return counts;
    }

    /** Waits until it answers, and the counts of a tracker are these and no others. */
    void awaitCounts(String tracker, Map<Instant, Long> wanted) {
        Instant from = Instant.now().minus(Duration.ofDays(3));
        Instant to = Instant.now().plus(Duration.ofHours(1));
        await("the counts of " + tracker)
                .atMost(patience)
                .ignoreExceptionsMatching(UncheckedIOException.class::isInstance)
                .untilAsserted(() -> assertThat(counts(tracker, from, to)).isEqualTo(wanted));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
