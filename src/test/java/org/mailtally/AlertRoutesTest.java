package org.mailtally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Settings;

/** Alerts by the routes that ship and the examples beside them, to a real mail server, a real HTTP server and a command. */
class AlertRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String THRESHOLDS =
            """
            - beans:
                - name: too-little
                  type: org.mailtally.Threshold
                  properties:
                    tracker: outgoing
                    critical: '1:'
            """;

    @TempDir
    private Path home;

    private final int port = FreePort.next();
    private @Nullable Store store;
    private @Nullable Main main;

    @BeforeEach
    void logWithoutMail() throws IOException {
        Files.createDirectories(home.resolve("routes"));
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            for (Path route : routes.toList()) {
                Files.copy(route, home.resolve("routes").resolve(route.getFileName()));
            }
        }
        Files.writeString(home.resolve("routes/thresholds.camel.yaml"), THRESHOLDS);
        Files.writeString(home.resolve("application.properties"), "");
        Files.createDirectories(home.resolve("logs"));
        append("a line");
    }

    private void append(String text) throws IOException {
        Instant time = Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
        String line = time + " mx1 postfix/cleanup[913]: 4XyZ1q: " + text + "\n";
        Files.writeString(home.resolve("logs/mail.log"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void start() throws Exception {
        Settings settings = Settings.read(
                home,
                List.of(
                        "maillog.directory=" + home.resolve("logs"),
                        "maillog.poll=50ms",
                        "maillog.source=mx1",
                        "charts.directory=" + home.resolve("charts"),
                        "alerts.every=300ms",
                        "http.port=" + port),
                Map.of(),
                new Properties());
        Store opened = Store.open(settings);
        store = opened;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main started = new Service(new LiveSettings(settings), Clock.systemUTC(), nowhere).main(opened);
        main = started;
        started.start();
    }

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
            main = null;
        }
        if (store != null) {
            store.close();
            store = null;
        }
    }

    /** An example as an operator would put it into the routes. */
    private void alertBy(String example, String from, String to) throws IOException {
        String text = Files.readString(Path.of("examples", example));
        assertThat(text).contains(from);
        Files.writeString(home.resolve("routes/alert.camel.yaml"), text.replace(from, to));
    }

    private String health() throws IOException, InterruptedException {
        return body("/health");
    }

    private String body(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void mail_isSentOnceForEachChange_throughARestart_andTriedUntilTheServerIsThere() throws Exception {
        int smtp = FreePort.next();
        alertBy(
                "alert-by-mail.camel.yaml",
                "host: smtp.example.com\n              port: 25",
                "host: 127.0.0.1\n" + "              port: " + smtp);
        start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(health()).contains("could not be sent", "too-little"));

        GreenMail server = new GreenMail(new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.getReceivedMessages())
                    .as(health())
                    .isNotEmpty());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(health()).doesNotContain("could not be sent"));
            stop();
            start();
            append("message-id=<a@b>");
            await().atMost(PATIENCE).until(() -> server.getReceivedMessages().length > 1);
            stop();

            assertThat(Arrays.stream(server.getReceivedMessages())
                            .map(message -> subject(message))
                            .toList())
                    .satisfiesExactly(
                            subject -> assertThat(subject)
                                    .startsWith("CRITICAL: too-little on mx1: 0 messages in the last 60 minutes"),
                            subject -> assertThat(subject)
                                    .startsWith("again OK: too-little on mx1: 1 message in the last 60 minutes"));
            assertThat(server.getReceivedMessages()[0].getMessageID())
                    .startsWith("<mailtally-mx1-too-little-")
                    .endsWith("@mailtally>");
        } finally {
            server.stop();
        }
    }

    private static String subject(jakarta.mail.internet.MimeMessage message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void alertsRoute_isMeasuredAsEachRoute() throws Exception {
        start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(body("/metrics"))
                .contains("camel_exchanges_failed_total{", "camel_route_policy_seconds_count{", "route_id=\"alerts\""));
    }

    @Test
    void webhook_takesThePost_andAnAnswerThatIsAFault_isTriedAgain() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean taken = asked.incrementAndGet() > 2;
            if (taken) {
                bodies.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            }
            exchange.sendResponseHeaders(taken ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
            alertBy("alert-by-webhook.camel.yaml", "https://hooks.example.com/services/T0/B0/secret", address);
            start();
            await().atMost(PATIENCE).until(() -> !bodies.isEmpty());
            append("message-id=<a@b>");
            await().atMost(PATIENCE).until(() -> bodies.size() > 1);
        } finally {
            server.stop(0);
        }
        assertThat(bodies)
                .satisfiesExactly(
                        body -> assertThat(body)
                                .startsWith("application/json; charset=utf-8 {\"text\":\"CRITICAL: too"),
                        body -> assertThat(body).contains("again OK: too-little on mx1: 1 message"));
    }

    @Test
    void command_getsTheStateTheSubjectAndTheText_andOneThatFails_isTriedAgain() throws Exception {
        Path out = home.resolve("out.txt");
        Path command = Files.writeString(
                home.resolve("page-me"),
                "#!/bin/sh\n[ -e " + home + "/tried ] || { touch " + home
                        + "/tried; exit 7; }\n{ echo \"$1|$2\"; cat; } >>" + out + "\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
        alertBy("alert-by-command.camel.yaml", "/usr/local/bin/page-me", command.toString());
        start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(out)
                .content()
                .contains("critical|CRITICAL: too-little on mx1: 0 messages", "threshold: too-little"));
    }

    @Test
    void webhookThatHangs_isGivenUp_andNamed() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            alertBy(
                    "alert-by-webhook.camel.yaml",
                    "https://hooks.example.com/services/T0/B0/secret",
                    "http://127.0.0.1:" + deaf.getLocalPort());
            Path alert = home.resolve("routes/alert.camel.yaml");
            Files.writeString(alert, Files.readString(alert).replace("responseTimeout: 20000", "responseTimeout: 500"));
            start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(health()).contains("could not be sent: Read timed out"));
        }
    }

    @Test
    void thresholdOfATrackerThatThereIsNot_isRefusedAsAWrongEdit() throws Exception {
        Files.writeString(home.resolve("routes/thresholds.camel.yaml"), THRESHOLDS.replace("outgoing", "outgong"));

        assertThatThrownBy(this::start)
                .hasMessageContainingAll("thresholds.camel.yaml", "no such tracker 'outgong'", "correct the threshold");
    }
}
