package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that hangs, is started again, becomes read-only, or whose disk is full, while 1,000 lines a second are written:
 * reading waits with bounded memory, /health says what and since when, and it heals by itself within seconds.
 */
class StoreTroubleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_RESIDENT_MIB = 256;
    private static final int LINES_IN_TROUBLE = 5_000;

    @TempDir
    private Path home;

    private final MailLog account = new MailLog(17);

    /** The store that gets into trouble, begun anew in a folder. */
    StoreServer store(Path folder) throws IOException {
        return new StoreServer(folder);
    }

    /** What ends the trouble. */
    @FunctionalInterface
    private interface Remedy {
        void apply() throws IOException;
    }

    @Test
    void storeThatHangs_isNamed_andWaitedFor() throws IOException {
        try (StoreServer store = store(home.resolve("store"));
                Product product = on(store)) {
            inTrouble(
                    product,
                    store.relay()::fallSilent,
                    store.relay()::speakAgain,
                    "imed out|imeout|does not answer|interrupted");
        }
    }

    @Test
    void storeThatIsKilledAndStartedAgain_isNamed_andWaitedFor() throws IOException {
        try (StoreServer store = store(home.resolve("store"));
                Product product = on(store)) {
            inTrouble(product, store::kill, store::start, "end of stream|refused|timed out|does not answer");
        }
    }

    @Test
    void embeddedStoreOnAFullDisk_isNamed_andWaitedFor() throws IOException {
        Path disk = Files.createDirectories(home.resolve("disk"));
        Path ballast = disk.resolve("ballast");
        mount(disk, "-t", "tmpfs", "-o", "size=16m", "none");
        try (Product product = new Product(home).set("mongodb.uri", "embedded:" + disk.resolve("data"))) {
            inTrouble(product, () -> fill(ballast), () -> Files.delete(ballast), "mailtally\\.mv .*the disk is full");
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void embeddedStoreThatMayNotGrow_isNamed_andWaitedFor() throws IOException {
        assumeTrue(run("prlimit", "--version"), "there is no prlimit");
        Path file = home.resolve("data/mailtally.mv");
        try (Product product = new Product(home)) {
            inTrouble(
                    product,
                    () -> product.limitFileSize(String.valueOf(Files.size(file))),
                    () -> product.limitFileSize("unlimited"),
                    "mailtally\\.mv cannot be written");
        }
    }

    private Product on(StoreServer store) throws IOException {
        return new Product(home).set("mongodb.uri", store.address() + "?serverSelectionTimeoutMS=1000");
    }

    /** Writes all along; brings the trouble, waits until it is said, brings the remedy, and compares every window. */
    private void inTrouble(Product product, Remedy trouble, Remedy remedy, String said) throws IOException {
        Path log = product.logs().resolve("mail.log");
        try (LiveWriter writer = new LiveWriter(account, log, Instant.now().minus(Duration.ofHours(3)))) {
            product.start();
            await().atMost(PATIENCE).until(() -> !lines(product).isEmpty());
            Instant before = Instant.now();
            trouble.apply();
            writer.between(() -> Files.move(log, log.resolveSibling("mail.log.1")));
            await("the fault").atMost(PATIENCE).untilAsserted(() -> assertThat(product.body("/health"))
                    .contains("Store away")
                    .containsPattern("\"store\":\\{[^}]*\"fault\":\"[^\"]*(" + said + ")"));
            System.out.println("named after "
                    + Duration.between(before, Instant.now()).toMillis() + " ms: "
                    + product.body("/health").replaceAll("(?s).*\"store\":\\{[^}]*\"fault\":\"([^\"]*)\".*", "$1"));
            assertThat(product.status("/health")).isEqualTo(503);
            Instant since = since(product);
            assertThat(since).isAfterOrEqualTo(before.minusSeconds(1));
            long written = writer.written();
            await().atMost(PATIENCE).until(() -> writer.written() > written + LINES_IN_TROUBLE);
            assertThat(since(product)).isEqualTo(since);
            assertThat(product.mostResident()).isLessThan(MOST_RESIDENT_MIB);

            remedy.apply();
            Instant remedied = Instant.now();
            await("that it heals").atMost(PATIENCE).until(() -> product.status("/health") == 200);
            System.out.println(
                    "healed after " + Duration.between(remedied, Instant.now()).toMillis() + " ms");
        }
        product.awaitCounts("outgoing", account.messages());
        product.awaitCounts("lines", account.lines());
        assertThat(product.output()).doesNotContain("Exception:");
        assertThat(product.output().lines().filter(line -> line.contains("WARN")))
                .as("the trouble is told once")
                .hasSizeLessThan(5);
    }

    private Map<Instant, Long> lines(Product product) {
        return product.counts("lines", Instant.now().minus(Duration.ofDays(1)), Instant.now());
    }

    private static Instant since(Product product) {
        return Instant.parse(
                product.body("/health").replaceAll("(?s).*\"store\":\\{[^}]*\"since\":\"([^\"]+)\".*", "$1"));
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[1 << 16];
        Arrays.fill(block, (byte) 'x');
        try (var out = Files.newOutputStream(ballast)) {
            for (int written = 0; written < 1 << 30; written += block.length) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void mount(Path folder, String... how) {
        String[] command = new String[how.length + 2];
        command[0] = "mount";
        System.arraycopy(how, 0, command, 1, how.length);
        command[command.length - 1] = folder.toString();
        assumeTrue(run(command), "this user cannot mount a tmpfs");
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
