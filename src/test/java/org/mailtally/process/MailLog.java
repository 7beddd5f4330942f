package org.mailtally.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A writer of mail logs that keeps its own account: how many accepted mails, and how many lines, it wrote per window. The
 * same seed gives the same lines. Not thread-safe.
 */
final class MailLog {

    private static final DateTimeFormatter RFC_3164 =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXIM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** The form of a line's time. */
    enum Form {
        RFC_3164,
        RFC_3339,
        RFC_5424,
        EXIM
    }

    private final Random random;
    private final Map<Instant, Long> messages = new TreeMap<>();
    private final Map<Instant, Long> lines = new TreeMap<>();

    MailLog(long seed) {
        this.random = new Random(seed);
    }

    /** The accepted mails per window, as written so far. */
    Map<Instant, Long> messages() {
        return messages;
    }

    /** The lines per window, as written so far. */
    Map<Instant, Long> lines() {
        return lines;
    }

    /** Appends the lines of one mail. */
    void mail(Path file, Instant time, Form form) throws IOException {
        append(file, mail(time, form));
    }

    /** The lines of one mail, entered into the account: they must be written. */
    String mail(Instant time, Form form) {
        String id = "%010X".formatted(random.nextLong() & 0xff_ffff_ffffL);
        Instant window = window(time);
        messages.merge(window, 1L, Long::sum);
        lines.merge(window, 3L, Long::sum);
        if (form == Form.EXIM) {
            String exim = "1tEk9G-0000%05d-0000".formatted(random.nextInt(100_000));
            return "%1$s %2$s <= a@example.com H=web.example.com [192.0.2.7] P=esmtp S=900 id=%3$s@example.com\n"
                            .formatted(EXIM.format(time), exim, id)
                    + "%s %s => b@example.net R=dnslookup T=remote_smtp C=\"250 OK id=x\"\n"
                            .formatted(EXIM.format(time), exim)
                    + "%s %s Completed\n".formatted(EXIM.format(time), exim);
        }
        String head = head(time, form);
        return head.formatted("postfix/smtpd") + id + ": client=web.example.com[192.0.2.1]\n"
                + head.formatted("postfix/cleanup") + id + ": message-id=<" + id + "@invites.example.com>\n"
                + head.formatted("postfix/qmgr") + id + ": removed\n";
    }

    /** The line that newsyslog begins a log with, entered into the account: at equal times the same in several logs. */
    String turnedOver(Instant time) {
        lines.merge(window(time), 1L, Long::sum);
        return RFC_3164.format(time) + " mx1 newsyslog[7]: logfile turned over\n";
    }

    private static Instant window(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 300L) * 300);
    }

    private String head(Instant time, Form form) {
        int process = 1_000 + random.nextInt(30_000);
        return switch (form) {
            case RFC_3164 -> RFC_3164.format(time) + " mx1 %s[" + process + "]: ";
            case RFC_3339 ->
                time.atOffset(ZoneOffset.ofHours(1))
                                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX"))
                        + " mx1 %s[" + process + "]: ";
            default ->
                "<22>1 "
                        + time.atOffset(ZoneOffset.UTC)
                                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX"))
                        + " mx1 %s " + process + " - - ";
        };
    }

    static void append(Path file, String text) throws IOException {
        Files.write(
                file, text.getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
