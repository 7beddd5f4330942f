package org.mailtally.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A log in a folder of its own, which meets one rotation, and the account of what is to be counted of it: in windows that
 * no other rotation's log has lines in. Not thread-safe.
 */
final class RotatedLog {

    private static final Duration APART = Duration.ofHours(4);
    private static final Duration BETWEEN_MAILS = Duration.ofSeconds(7);
    private static final int MAILS_BEFORE = 60;
    private static final int MAILS_UNSEEN = 20;

    private final Rotation rotation;
    private final Path folder;
    private final MailLog account;
    private final MailLog lost;
    private final Instant begun;
    private final MailLog.Form form;
    private Instant time;

    /** @param number from 1 on, another one for each log */
    RotatedLog(Rotation rotation, int number, Path logs) throws IOException {
        this.rotation = rotation;
        this.folder = Files.createDirectories(logs.resolve(name(rotation)));
        this.account = new MailLog(number);
        this.lost = new MailLog(100 + number);
        this.begun = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(APART.multipliedBy(number));
        this.form = number % 2 == 0 ? MailLog.Form.RFC_3164 : MailLog.Form.RFC_3339;
        this.time = begun;
    }

    private static String name(Rotation rotation) {
        return rotation.name().toLowerCase(Locale.ROOT);
    }

    Rotation rotation() {
        return rotation;
    }

    Path folder() {
        return folder;
    }

    Path file() {
        return folder.resolve("mail.log");
    }

    /** The name as it is reported: relative to the folder that is followed. */
    String reported() {
        return folder.getFileName() + "/mail.log";
    }

    Path archive(String number) {
        return folder.resolve("mail.log." + number);
    }

    /** What is counted before the rotation comes. */
    void writeBefore() throws IOException {
        begin();
        write(MAILS_BEFORE);
    }

    /** What is counted while it is followed, before the rotation comes. */
    void grow() throws IOException {
        write(1);
    }

    /** What nobody has counted when the rotation comes: of a log that is deleted it is lost. */
    void writeUnseen() throws IOException {
        MailLog.append(file(), mails(rotation == Rotation.DELETED ? lost : account, MAILS_UNSEEN));
    }

    /** Begins the file as newsyslog does, where several logs are to begin alike. */
    void begin() throws IOException {
        if (rotation == Rotation.SAME_FIRST_LINE) {
            MailLog.append(file(), account.turnedOver(begun));
        }
    }

    void turn() throws IOException {
        rotation.turn(this);
    }

    void goOn() throws IOException {
        rotation.goOn(this);
    }

    void write(int mails) throws IOException {
        MailLog.append(file(), lines(mails));
    }

    /** The lines of so many mails: they must be written. */
    String lines(int mails) {
        return mails(account, mails);
    }

    private String mails(MailLog of, int mails) {
        StringBuilder text = new StringBuilder();
        for (int mail = 0; mail < mails; mail++) {
            time = time.plus(BETWEEN_MAILS);
            text.append(of.mail(time, form));
        }
        return text.toString();
    }

    /** The mails per window that are to be counted. */
    Map<Instant, Long> messages() {
        return account.messages();
    }

    /** The lines per window that are to be counted. */
    Map<Instant, Long> lines() {
        return account.lines();
    }

    /** What of all counts falls into the time of this log. */
    Map<Instant, Long> own(Map<Instant, Long> counts) {
        return new TreeMap<>(new TreeMap<>(counts).subMap(begun, begun.plus(APART)));
    }
}
