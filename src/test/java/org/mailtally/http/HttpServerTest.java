package org.mailtally.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.FreePort;

class HttpServerTest {

    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static URI address = URI.create("http://127.0.0.1/");

    @BeforeAll
    static void start() throws Exception {
        address = URI.create("http://127.0.0.1:" + FreePort.next() + "/page");
        CAMEL.getRegistry()
                .bind("jetty-component", new HttpServer(new HostNames("mx2", () -> Set.of("mx1")), Access.OPEN, null));
        CAMEL.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jetty:" + address + "?httpMethodRestrict=GET,HEAD").process(exchange -> {
                    String asked = String.valueOf(HttpQuery.of(exchange).first("asked"));
                    String authorized = String.valueOf(HttpQuery.header(exchange, "X-DataSource-Auth"));
                    HttpReply.text(exchange, 200, "text/plain; charset=utf-8", Map.of("Authorized", authorized), asked);
                });
            }
        });
        CAMEL.start();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a target that {@link URI} refuses, and gives back the whole answer. */
    private static String sendRaw(String target) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "GET " + target + " HTTP/1.0\r\nHost: mx1\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sendTo(String host) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "GET /page HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:8025",
                "192.0.2.7",
                "[::1]:8025",
                "[2001:db8::1]",
                "localhost",
                "LocalHost.:80",
                "mailtally.localhost",
                "mx1",
                "MX1:8025",
                "mx2"
            })
    void nameOfThisHost_isAnswered(String host) throws IOException {
        assertThat(sendTo(host)).startsWith("HTTP/1.1 200 ");
    }

    /** A page elsewhere whose name points here is a page of this origin to the browser. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example.com", "evil.example.com:8025", "mx1.example.com", "127.0.0.1.example.com"})
    void nameOfAnotherHost_isRefusedInASentenceThatNamesTheKey(String host) throws IOException {
        assertThat(sendTo(host))
                .startsWith("HTTP/1.1 421 ")
                .contains("http.names=" + host.replace(":8025", "") + " in application.properties admits it")
                .doesNotContain("asked");
    }

    @Test
    void answerThatMustNotBeStored_saysSo() throws Exception {
        assertThat(send(HttpRequest.newBuilder(address)).headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Encoding, gzip",
        "Content-Type,     text/xml; charset=nope",
        "Content-Type,     multipart/form-data; boundary=x",
        "Content-Type,     application/x-www-form-urlencoded",
        "Content-Type,     application/x-java-serialized-object"
    })
    void bodyThatNobodyAskedFor_changesNothing(String header, String value) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(address + "?asked=address"))
                .header(header, value)
                .method("GET", BodyPublishers.ofString("asked=body")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%ff", "%ed%a0%80", "%u0041"})
    void parameterThatCannotBeDecoded_isNoFaultOfTheServer(String other) throws Exception {
        String answer = sendRaw("/page?asked=address&other=" + other);

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("address");
    }

    @Test
    void parameterThatIsCalledAsAHeader_doesNotPassForIt() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(address + "?asked=address&X-DataSource-Auth=a")));

        assertThat(answer.headers().firstValue("Authorized")).hasValue("null");
    }

    @Test
    void refusalByTheServerItself_isOnePlainLine_withoutTheAddress() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(address + "?echo")).POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).isEqualTo("405 Method Not Allowed\n");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
}
