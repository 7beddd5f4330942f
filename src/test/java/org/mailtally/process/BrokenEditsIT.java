package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.rounds.Rounds;
import org.mailtally.rounds.Seed;

/**
 * Broken edits, one after the other, while a client asks every 50 ms and a writer writes: no request fails, no line is
 * lost, no thread is left behind. {@code -Dmailtally.edits=100} makes so many.
 */
class BrokenEditsIT {

    private static final int EDITS = Rounds.of("mailtally.edits", 12, 30);
    private static final String MORE = TrackersFile.more("x", "X", "%s");

    @RegisterExtension
    private final Seed seed = Seed.of(6);

    @TempDir
    private Path home;

    /** What is done to a file. */
    @FunctionalInterface
    private interface Save {
        void to(Path file) throws IOException;
    }

    /** An edit that is wrong: a route file, and what is done to it. */
    private record Edit(String file, Save save) {
        Edit(String file, String content) {
            this(file, path -> Files.writeString(path, content, StandardCharsets.ISO_8859_1));
        }
    }

    private List<Edit> edits(Path routes) throws IOException {
        String trackers = Files.readString(routes.resolve("trackers.camel.yaml"));
        String check = Files.readString(routes.resolve("check.camel.yaml"));
        String mail = Files.readString(routes.resolve("track-mail.camel.yaml"));
        List<Edit> edits = new ArrayList<>();
        for (String text : List.of(
                trackers + MORE.formatted("(never ends"),
                trackers + "    - name: 'never ends",
                trackers + MORE.formatted("a{2,1}"),
                trackers.replaceFirst("name: bounced", "name: outgoing"),
                trackers.replaceFirst("label", "lable"),
                "- a: &a [*a]\n")) {
            edits.add(new Edit("trackers", text));
        }
        for (String text : List.of(
                "",
                "- route: {",
                check.replaceFirst("removeHeaders", "removeHeadrs"),
                check.replaceFirst("sendServerVersion", "sendSeverVersion"),
                check.replaceFirst("find-counts", "find-cunts"),
                check.replaceFirst("method: parse", "method: pars"),
                check.replaceFirst("id: check", "id: page"),
                "x".repeat(10 << 20))) {
            edits.add(new Edit("check", text));
        }
        edits.add(new Edit("check", "\0\1\2\377"));
        edits.add(new Edit("trackers", Files::delete));
        edits.add(new Edit("check", BrokenEditsIT::linkToItself));
        edits.add(new Edit("loop", "- beans:\n    - &a\n      name: loop\n      properties: *a\n"));
        edits.add(new Edit("deep", "[".repeat(100_000)));
        edits.add(new Edit("trackers", trackers + MORE.formatted("a".repeat(20_000))));
        edits.add(new Edit("track-mail", mail.replaceFirst("noop: true", "noopp: true")));
        edits.add(new Edit("track-mail", mail.replaceFirst("ref: mailtally.files", "ref: mailtally.filles")));
        edits.add(new Edit("copy", check));
        edits.add(new Edit("zzz", "nothing"));
        Collections.shuffle(edits, new Random(seed.value()));
        return edits;
    }

    @Test
    void edits_whileAskedAndWritten_costNothing() throws Exception {
        MailLog writer = new MailLog(77);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        List<String> failed = new ArrayList<>();
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            writer.mail(log, Instant.now(), MailLog.Form.RFC_3339);
            product.start();
            product.awaitCounts("outgoing", writer.messages());
            Thread client = new Thread(() -> ask(product, ended, asked, failed));
            Thread syslog = new Thread(() -> write(writer, log, ended));
            client.start();
            syslog.start();
            Path routes = product.home().resolve("routes");
            List<Edit> edits = edits(routes);
            one(product, routes, edits.get(0));
            int threads = threads(product);
            long memory = memory(product);
            for (int i = 1; i < EDITS; i++) {
                one(product, routes, edits.get(i % edits.size()));
            }
            int threadsAfter = threads(product);
            long memoryAfter = memory(product);
            ended.set(true);
            client.join();
            syslog.join();
            System.out.println("Broken edits: " + EDITS + ", requests " + asked + ", failed " + failed.size()
                    + ", threads " + threads + " to " + threadsAfter + ", resident " + memory + " to " + memoryAfter
                    + " kB");
            assertThat(failed).isEmpty();
            assertThat(asked).hasPositiveValue();
            assertThat(threadsAfter).isLessThanOrEqualTo(threads + 4);
            product.awaitCounts("outgoing", writer.messages());
            product.awaitCounts("lines", writer.lines());
            assertThat(product.output()).doesNotContain("\tat ");
            assertThat(product.output().split("An edit was not taken", -1))
                    .as("reported once each")
                    .hasSize(EDITS + 1);
            assertThat(product.body("/metrics"))
                    .contains("mailtally_edits_refused_total " + (double) EDITS, "mailtally_edit_refused 0.0");
        }
    }

    /** Makes an edit, waits until it is refused, undoes it, and waits until that is seen. */
    private static void one(Product product, Path routes, Edit edit) throws IOException {
        Path file = routes.resolve(edit.file() + ".camel.yaml");
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
        edit.save().to(file);
        awaitRefused(product, true, edit);
        assertThat(product.get("/health"))
                .as("%s", edit)
                .matches(health -> health.statusCode() == 200)
                .matches(health -> health.body().startsWith("{\"status\":\"degraded\""));
        Files.deleteIfExists(file);
        if (before != null) {
            Files.write(file, before);
        }
        awaitRefused(product, false, edit);
    }

    private static void linkToItself(Path file) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, file);
    }

    private static void awaitRefused(Product product, boolean wanted, Edit edit) {
        await("refused: " + wanted + ", " + edit.file())
                .atMost(Duration.ofSeconds(60))
                .until(() -> product.body("/health").contains("\"refusedEdits\":[]") != wanted);
    }

    private static void ask(Product product, AtomicBoolean ended, AtomicInteger asked, List<String> failed) {
        while (!ended.get()) {
            try {
                String body = product.body("/gviz?tracker=outgoing&tqx=out:csv");
                if (!body.startsWith("\"Time\",\"Outgoing mail\"")) {
                    failed.add(body);
                }
                asked.incrementAndGet();
                Thread.sleep(50);
            } catch (UncheckedIOException e) {
                failed.add(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void write(MailLog writer, Path log, AtomicBoolean ended) {
        try {
            while (!ended.get()) {
                writer.mail(log, Instant.now(), MailLog.Form.RFC_3339);
                Thread.sleep(20);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int threads(Product product) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + product.pid() + "/task"))) {
            return (int) tasks.count();
        }
    }

    /** The resident memory, in kB. */
    private static long memory(Product product) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + product.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        }
    }
}
