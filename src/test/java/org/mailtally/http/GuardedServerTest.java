package org.mailtally.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.FreePort;

/** Who is let in, by what, and what slow, large and many requests come to. */
class GuardedServerTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final int port = FreePort.next();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable DefaultCamelContext camel;

    private void start(Access access, @Nullable Tls tls, HttpServer.Limits limits) throws Exception {
        DefaultCamelContext started = new DefaultCamelContext();
        camel = started;
        started.getRegistry()
                .bind("jetty-component", new HttpServer(new HostNames("mx2", Set::of), access, tls, limits));
        started.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String path : List.of("page", "check", "metrics", "health", "health/live")) {
                    from("jetty:http://127.0.0.1:" + port + "/" + path + "?httpMethodRestrict=GET,HEAD")
                            .process(exchange ->
                                    HttpReply.text(exchange, 200, "text/plain; charset=utf-8", Map.of(), "counts"));
                }
            }
        });
        started.start();
    }

    private void start(Access access) throws Exception {
        start(access, null, HttpServer.Limits.USUAL);
    }

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.stop();
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private int as(String path, String name, String password) throws IOException, InterruptedException {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return get(path, "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                .statusCode();
    }

    private static String hash(String password) {
        return BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(5, password.toCharArray());
    }

    private Path users(String name, String password) throws IOException {
        return Files.writeString(folder.resolve("users"), name + ":" + hash(password) + "\n");
    }

    private Path tokens() throws IOException {
        return Files.writeString(folder.resolve("tokens"), "# of the monitoring host\n" + TOKEN + "\n");
    }

    @Test
    void withoutCredentials_nothingIsAnswered_butProbes() throws Exception {
        start(new Access(new Users(users("ada", "secret")), new Tokens(tokens())));

        for (String path : List.of("/page", "/check", "/metrics", "/health", "/nothing")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("counts");
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValue("Basic realm=\"Mailtally\", charset=\"UTF-8\"");
        }
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void user_isLetInByTheRightPasswordAlone() throws Exception {
        start(new Access(new Users(users("ada", "geheim: ä")), null));

        assertThat(as("/page", "ada", "geheim: ä")).isEqualTo(200);
        assertThat(as("/page", "ada", "geheim: ä")).as("once more").isEqualTo(200);
        assertThat(as("/page", "ada", "geheim: a")).isEqualTo(401);
        assertThat(as("/page", "ada", "")).isEqualTo(401);
        assertThat(as("/page", "bob", "geheim: ä")).isEqualTo(401);
        assertThat(as("/page", "ada", "x".repeat(5_000))).isEqualTo(401);
        for (String header : List.of("Basic", "Basic !", "Basic YWRh", "Digest x", "Bearer " + TOKEN, "")) {
            assertThat(get("/page", "Authorization", header).statusCode())
                    .as(header)
                    .isEqualTo(401);
        }
    }

    @Test
    void fileThatHtpasswdWrote_isRead() throws Exception {
        Path file = Files.writeString(
                folder.resolve("users"), "myName:$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC\n");
        start(new Access(new Users(file), null));

        assertThat(as("/page", "myName", "myPassword")).isEqualTo(200);
    }

    @Test
    void usersFile_isReadAgainWhenItChanges_andAWrongOneLeavesTheUsersFromBefore() throws Exception {
        Path file = users("ada", "first");
        start(new Access(new Users(file), null));
        assertThat(as("/page", "ada", "first")).isEqualTo(200);

        Files.writeString(file, "ada:" + hash("second") + "\nbob:" + hash("third") + "\n");
        assertThat(as("/page", "ada", "first")).isEqualTo(401);
        assertThat(as("/page", "ada", "second")).isEqualTo(200);
        assertThat(as("/page", "bob", "third")).isEqualTo(200);

        Files.writeString(file, "ada:plain\n");
        assertThat(as("/page", "ada", "plain")).isEqualTo(401);
        assertThat(as("/page", "ada", "second")).isEqualTo(200);
        Files.delete(file);
        assertThat(as("/page", "ada", "second")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nobody\n", "ada:secret\n", "ada:$apr1$x$y\n", "ada:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n"})
    void usersFile_withoutABcryptHash_isRefusedWithoutSayingWhatStandsThere(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("users"), content);

        assertThatThrownBy(() -> new Users(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(file.toString(), "htpasswd -B")
                .hasMessageNotContainingAny("secret", "$apr1", "W6ph5");
    }

    @Test
    void token_opensTheCheckAndTheMetrics_andNothingElse() throws Exception {
        start(new Access(null, new Tokens(tokens())));

        assertThat(get("/check", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(200);
        assertThat(get("/metrics", "Authorization", "bearer " + TOKEN).statusCode())
                .isEqualTo(200);
        assertThat(get("/page", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(401);
        assertThat(get("/check", "Authorization", "Bearer " + TOKEN + "0").statusCode())
                .isEqualTo(401);
        assertThat(get("/check", "Authorization", "Bearer ").statusCode()).isEqualTo(401);
    }

    @Test
    void tokensFile_withAShortOne_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("tokens"), "secret\n");

        assertThatThrownBy(() -> new Tokens(file))
                .hasMessageContainingAll(file.toString(), "16 characters")
                .hasMessageNotContainingAny("secret");
    }

    @Test
    void everyAnswer_hasTheHeadersThatBrowsersKeepTo() throws Exception {
        start(Access.OPEN);

        HttpRequest post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/page"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        List<HttpResponse<String>> answers =
                List.of(get("/page"), get("/nothing"), client.send(post, BodyHandlers.ofString()));
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 404, 405);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.headers().map())
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("x-frame-options", List.of("SAMEORIGIN"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("cache-control", List.of("no-store"))
                .doesNotContainKey("server"));
    }

    @Test
    void headersOfAMegabyte_areRefused() throws Exception {
        start(Access.OPEN);

        assertThat(get("/page", "X-Large", "x".repeat(1 << 20)).statusCode()).isEqualTo(431);
        assertThat(get("/page").statusCode()).isEqualTo(200);
    }

    @Test
    void headThatComesByteByByte_isCutOff() throws Exception {
        start(Access.OPEN, null, new HttpServer.Limits(Duration.ofMillis(500), Duration.ofSeconds(60), 400));

        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = slow.getOutputStream();
            out.write("GET /page HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                try {
                    out.write('x');
                    return false;
                } catch (IOException cut) {
                    return true;
                }
            });
        }
        assertThat(get("/page").statusCode()).isEqualTo(200);
    }

    @Test
    void secondHeadThatComesByteByByte_isCutOffToo() throws Exception {
        start(Access.OPEN, null, new HttpServer.Limits(Duration.ofMillis(500), Duration.ofSeconds(60), 400));

        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = slow.getOutputStream();
            out.write("GET /page HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = slow.getInputStream();
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("counts")) {
                answer.append((char) in.read());
            }
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                try {
                    out.write('x');
                    return false;
                } catch (IOException cut) {
                    return true;
                }
            });
        }
    }

    @Test
    void idleConnections_asManyAsMayBe_giveWay() throws Exception {
        start(Access.OPEN, null, new HttpServer.Limits(Duration.ofSeconds(60), Duration.ofSeconds(60), 10));
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/page"))
                    .timeout(PATIENCE)
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    /** A certificate of its own key, and the key, in PEM. */
    private void pem(String name, Path certificate, Path key) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        KeyStore made = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        write(certificate, "CERTIFICATE", made.getCertificate("x").getEncoded());
        write(key, "PRIVATE KEY", made.getKey("x", "secret".toCharArray()).getEncoded());
    }

    private static void write(Path file, String what, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                        + "-----\n");
    }

    /** The name on the certificate that is shown, and the first line of the answer. */
    private String shown() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /page HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName() + " "
                    + answer.lines().findFirst().orElse("");
        }
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void certificate_isShown_andTheRenewedOneWithoutARestart() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        pem("first", certificate, key);
        start(Access.OPEN, new Tls(certificate, key), HttpServer.Limits.USUAL);
        assertThat(shown()).isEqualTo("CN=first HTTP/1.1 200 OK");

        pem("second", certificate, folder.resolve("other.pem"));
        assertThat(shown()).as("its key does not fit").isEqualTo("CN=first HTTP/1.1 200 OK");

        Files.copy(folder.resolve("other.pem"), key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(shown()).isEqualTo("CN=second HTTP/1.1 200 OK");
    }

    @Test
    void certificate_withAnotherKey_withoutAny_orWithOneInAnotherForm_isRefused() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        pem("first", certificate, key);
        Path other = folder.resolve("other.pem");
        pem("second", folder.resolve("second.pem"), other);

        assertThatThrownBy(() -> new Tls(certificate, other)).hasMessageContaining("it is not the key of");
        assertThatThrownBy(() -> new Tls(certificate, certificate)).hasMessageContaining("holds no private key");
        assertThatThrownBy(() -> new Tls(key, key)).hasMessageContaining("holds no certificate");
        assertThatThrownBy(() -> new Tls(certificate, folder.resolve("none"))).hasMessageContaining("is not there");
        Files.writeString(other, Files.readString(other).replace("PRIVATE", "EC PRIVATE"));
        assertThatThrownBy(() -> new Tls(certificate, other)).hasMessageContaining("openssl pkcs8 -topk8");
    }
}
