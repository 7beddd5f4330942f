package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailtally.packaging.Command;

/** The real thing: Debian's rsyslogd writes the log, and logrotate turns it over by what Debian ships for it. */
class RsyslogAndLogrotateIT {

    private static final Path LOGROTATE = Path.of("/usr/sbin/logrotate");
    private static final Path SHIPPED = Path.of("/etc/logrotate.d/rsyslog");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TURNS = 4;
    private static final int MAILS_A_TURN = 1_500;
    private static final int MAILS_IN_A_RUSH = 8_000;
    private static final int MAILS_AT_ONCE = 10;

    @TempDir
    private Path home;

    private final MailLog account = new MailLog(23);
    private Instant time = Instant.now().minus(Duration.ofHours(2));
    private long sent;
    private String lastText = "";
    private final AtomicInteger turns = new AtomicInteger();
    private Path log;

    @BeforeEach
    void needed() {
        for (Path needed : List.of(SyslogDaemon.PROGRAM, LOGROTATE, SHIPPED)) {
            if (System.getenv("CI") == null) {
                assumeTrue(Files.exists(needed), "skipped: there is no " + needed + ": install rsyslog and logrotate");
            }
            assertThat(needed).as("installed, as CI must have it").exists();
        }
        log = home.resolve("logs/mail.log");
    }

    @ParameterizedTest
    @EnumSource
    void renamedAndCompressed_asDebianShipsIt_linesSentEqualLinesCounted(SyslogDaemon.Template template)
            throws IOException {
        try (Product product = new Product(home).start();
                SyslogDaemon syslog = new SyslogDaemon(home.resolve("syslog"), log, template)) {
            Path shipped = configuration(rotation -> rotation.replaceFirst(
                    "(?m)^\\s*/usr/lib/rsyslog/rsyslog-rotate$", "kill -HUP \\$(cat " + syslog.pidFile() + ")"));
            for (int turn = 0; turn < TURNS; turn++) {
                send(syslog, MAILS_A_TURN / 2);
                rotate(shipped);
                send(syslog, MAILS_A_TURN / 2);
            }
            awaitCounts(product);
            assertThat(home.resolve("logs/mail.log.2.gz")).exists();
        }
    }

    @ParameterizedTest
    @EnumSource
    void copiedAndCut_whileNobodyWrites_linesSentEqualLinesCounted(SyslogDaemon.Template template) throws IOException {
        try (Product product = new Product(home).start();
                SyslogDaemon syslog = new SyslogDaemon(home.resolve("syslog"), log, template)) {
            Path copying = configuration(RsyslogAndLogrotateIT::copytruncate);
            for (int turn = 0; turn < TURNS; turn++) {
                send(syslog, MAILS_A_TURN);
                await("that all is written").atMost(PATIENCE).until(() -> onDisk() == sent);
                rotate(copying);
            }
            send(syslog, MAILS_A_TURN);
            awaitCounts(product);
        }
    }

    /**
     * What logrotate loses is what comes between the end of its copy and the cut. The log has grown since it was looked at
     * last, so that such a loss is seen to be possible: of a log that had not, it cannot be known.
     */
    @Test
    void copiedAndCut_whileItIsWritten_countsWhatLogrotateLeftOnDisk_andReportsAPossibleGap() throws Exception {
        try (Product product = new Product(home).start();
                SyslogDaemon syslog =
                        new SyslogDaemon(home.resolve("syslog"), log, SyslogDaemon.Template.RSYSLOG_FileFormat)) {
            Path copying = configuration(RsyslogAndLogrotateIT::copytruncate);
            send(syslog, MAILS_A_TURN);
            awaitWritten();
            awaitCountedAsLeft(product, onDisk());
            long lost = 0;
            int losses = 0;
            for (int turn = 0; turn < TURNS - 1; turn++) {
                product.pause();
                send(syslog, MAILS_AT_ONCE);
                awaitWritten();
                Thread rotating = new Thread(() -> rotate(copying));
                rotating.start();
                sendAtOnce(syslog, MAILS_IN_A_RUSH);
                rotating.join();
                assertThat(turns).hasValue(turn + 1);
                send(syslog, MAILS_AT_ONCE);
                awaitWritten();
                long left = onDisk();
                losses += sent - left > lost ? 1 : 0;
                lost = sent - left;
                product.resume();
                awaitCountedAsLeft(product, left);
            }
            int lossy = losses;
            await("the possible gaps").atMost(PATIENCE).untilAsserted(() -> assertThat(gaps(product))
                    .as("possible gaps; in %d of %d turns logrotate lost lines", lossy, TURNS - 1)
                    .hasSizeGreaterThanOrEqualTo(lossy));
            System.out.printf(
                    "%d lines sent, %d lost by logrotate in %d turns, %d counted, possible gaps: %s%n",
                    sent, lost, lossy, sent - lost, gaps(product));
        }
    }

    private void awaitWritten() {
        await("that all is written").atMost(PATIENCE).until(() -> Files.readString(log)
                .endsWith(lastText));
    }

    private void awaitCountedAsLeft(Product product, long left) {
        await("the lines").atMost(PATIENCE).untilAsserted(() -> assertThat(counted(product))
                .as("of %d lines sent, logrotate left %d on disk", sent, left)
                .isEqualTo(left));
    }

    /** What is said of each possible gap. */
    private static List<String> gaps(Product product) {
        return Pattern.compile("mail\\.log (?:was cut after it was copied|is in no file any more)[^\"]*")
                .matcher(product.body("/health").replaceFirst("(?s).*\"gaps\":", ""))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** Sends so many mails as fast as they are taken. */
    private void sendAtOnce(SyslogDaemon syslog, int mails) throws IOException {
        for (int mail = 0; mail < mails; mail++) {
            time = time.plusMillis(200);
            String lines = account.mail(time, MailLog.Form.RFC_3164);
            syslog.send(lines);
            sent += 3;
            lastText = lines.substring(lines.lastIndexOf(']'));
        }
    }

    /** Sends so many mails, some 1,000 lines a second. */
    private void send(SyslogDaemon syslog, int mails) throws IOException {
        long begun = System.nanoTime();
        for (int mail = 0; mail < mails; mail++) {
            sendAtOnce(syslog, 1);
            if (mail % MAILS_AT_ONCE == 0) {
                long due = begun + mail * 3_000_000L;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private void awaitCounts(Product product) {
        product.awaitCounts("outgoing", account.messages());
        product.awaitCounts("lines", account.lines());
        Command.Outcome verified = product.verify();
        assertThat(verified.exit()).as(verified.out()).isZero();
    }

    private static long counted(Product product) {
        Instant now = Instant.now();
        Map<Instant, Long> lines = product.counts("lines", now.minus(Duration.ofDays(1)), now);
        return lines.values().stream().mapToLong(count -> count).sum();
    }

    /** What Debian ships, for this log alone, with a change. */
    private Path configuration(UnaryOperator<String> change) throws IOException {
        String shipped = Files.readString(SHIPPED);
        String rotation = change.apply(shipped.substring(shipped.indexOf('{')));
        assertThat(rotation).isNotEqualTo(shipped.substring(shipped.indexOf('{')));
        Path file = Files.writeString(home.resolve("logrotate.conf"), log + "\n" + rotation);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return file;
    }

    private static String copytruncate(String rotation) {
        return rotation.replaceFirst("(?s)sharedscripts.*endscript", "copytruncate");
    }

    /** Turns the log over now, whatever its age. */
    private void rotate(Path configuration) {
        Command.Outcome outcome = Command.of(LOGROTATE, "-f", "-s", home.resolve("logrotate.state"), configuration)
                .run();
        assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
        turns.incrementAndGet();
    }

    /** The lines that lie in the log and its archives. */
    private long onDisk() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(log.resolveSibling(""))) {
            for (Path file : files.toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                    for (byte b : content.readAllBytes()) {
                        lines += b == '\n' ? 1 : 0;
                    }
                }
            }
        }
        return lines;
    }
}
