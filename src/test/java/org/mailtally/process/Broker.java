package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.mailtally.FreePort;

/** A broker of Kafka in a process of its own, with nothing in it at first. Not thread-safe. */
final class Broker implements AutoCloseable {

    private static final Path JARS = Path.of("target/kafka").toAbsolutePath();
    private static final String CLUSTER = "bWFpbHRhbGx5LXRlc3Qtay";

    private final Path folder;
    private final int port = FreePort.next();
    private final Process process;

    Broker(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        fetch();
        int controller = FreePort.next();
        Path file = folder.resolve("server.properties");
        Files.writeString(
                file,
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%d
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                advertised.listeners=PLAINTEXT://127.0.0.1:%d
                controller.listener.names=CONTROLLER
                log.dirs=%s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=2
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=2
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                log.cleaner.dedupe.buffer.size=2097152
                auto.create.topics.enable=false
                log.retention.check.interval.ms=500
                log.initial.task.delay.ms=500
                message.max.bytes=20000000
                """
                        .formatted(controller, port, controller, port, folder.resolve("data")));
        Process format = java("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", file.toString());
        assertThat(ended(format)).as("the folder is formatted: %s", said()).isZero();
        process = java("kafka.Kafka", file.toString());
        await("the broker; it said: " + said()).atMost(Duration.ofMinutes(1)).until(this::answers);
    }

    /** Fetches the broker's jars, where none are here. */
    private static void fetch() throws IOException {
        if (Files.isDirectory(JARS)) {
            return;
        }
        Process maven = new ProcessBuilder(
                        Path.of("mvnw").toAbsolutePath().toString(),
                        "-q",
                        "-B",
                        "-f",
                        "src/test/broker/pom.xml",
                        "dependency:copy-dependencies")
                .redirectErrorStream(true)
                .start();
        try (InputStream out = maven.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(ended(maven))
                    .as("the broker's jars are fetched: %s", said)
                    .isZero();
        }
    }

    private Process java(String... words) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                "-cp",
                                JARS + "/*"),
                        Stream.of(words))
                .toList();
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("out.txt").toFile()))
                .start();
    }

    private static int ended(Process process) {
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String said() throws IOException {
        Path out = folder.resolve("out.txt");
        return Files.exists(out) ? Files.readString(out) : "";
    }

    private boolean answers() {
        assertThat(process.isAlive()).isTrue();
        try (Admin admin = admin()) {
            admin.describeCluster().nodes().get(2, TimeUnit.SECONDS);
            return true;
        } catch (Exception notYet) {
            return false;
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    Admin admin() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", address());
        return Admin.create(properties);
    }

    void topic(String name, int partitions, Map<String, String> settings) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(Set.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            awaitLeaders(admin, name, partitions);
        }
    }

    /** Waits until each partition can be written to: a producer that comes before may hold its first records back for long. */
    private static void awaitLeaders(Admin admin, String topic, int partitions) {
        await("a leader of each partition")
                .ignoreExceptions()
                .until(() -> admin.describeTopics(Set.of(topic)).allTopicNames().get().values().stream()
                                .flatMap(described -> described.partitions().stream())
                                .filter(partition -> partition.leader() != null)
                                .count()
                        == partitions);
    }

    void partitions(String topic, int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
            awaitLeaders(admin, topic, partitions);
        }
    }

    KafkaProducer<byte[], byte[]> producer() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", address());
        properties.setProperty("linger.ms", "5");
        properties.setProperty("acks", "all");
        properties.setProperty("max.in.flight.requests.per.connection", "1");
        properties.setProperty("max.request.size", "20000000");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Stops it in the middle of what it does, as SIGSTOP does. */
    void pause() {
        Signal.STOP.send(process);
    }

    /** Lets it go on after {@link #pause}. */
    void resume() {
        Signal.CONT.send(process);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        ended(process);
    }
}
