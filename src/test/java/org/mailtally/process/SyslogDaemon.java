package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.mailtally.FreePort;

/**
 * Debian's rsyslogd, of its own configuration: what is sent to it on the loopback interface it writes into
 * {@code mail.log}, as its {@code mail.*} rule does. Not thread-safe.
 */
final class SyslogDaemon implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");

    /** The forms of a line that it knows by name: the one of old, and the one with an RFC 3339 time. */
    enum Template {
        RSYSLOG_TraditionalFileFormat,
        RSYSLOG_FileFormat
    }

    private final Process process;
    private final Socket socket;
    private final OutputStream to;
    private final Path pid;

    SyslogDaemon(Path folder, Path log, Template template) throws IOException {
        Files.createDirectories(folder);
        int port = FreePort.next();
        pid = folder.resolve("pid");
        Path configuration = Files.writeString(
                folder.resolve("rsyslog.conf"),
                """
                global(workDirectory="%s" net.enableDNS="off")
                module(load="imtcp")
                input(type="imtcp" address="127.0.0.1" port="%d")
                module(load="builtin:omfile" template="%s")
                mail.* -%s
                """
                        .formatted(folder, port, template, log));
        ProcessBuilder builder =
                new ProcessBuilder(PROGRAM.toString(), "-n", "-f", configuration.toString(), "-i", pid.toString());
        builder.environment().put("TZ", "UTC");
        process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        await("rsyslogd's port")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> {
                    assertThat(process.isAlive())
                            .as(Files.readString(folder.resolve("said")))
                            .isTrue();
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        to = socket.getOutputStream();
    }

    /** Sends lines that begin with an RFC 3164 time, as a mail server logs them. */
    void send(String lines) throws IOException {
        to.write(lines.replaceAll("(?m)^(?=.)", "<22>").getBytes(StandardCharsets.ISO_8859_1));
        to.flush();
    }

    /** The file that holds its process id, for who has it open its files again. */
    Path pidFile() {
        return pid;
    }

    @Override
    public void close() {
        try {
            socket.close();
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
