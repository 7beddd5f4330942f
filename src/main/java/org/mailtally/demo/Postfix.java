package org.mailtally.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What Postfix logs of a mail, from the client's connection to its removal from the queue: most are sent, some are deferred and
 * tried again, some bounce; strangers are turned away. Hands over the lines of the future as well, in no order.
 */
final class Postfix {

    private static final double DEFERRED = 0.06;
    private static final double BOUNCED = 0.03;
    private static final double BOUNCED_IN_A_STORM = 0.5;
    private static final Duration RETRY = Duration.ofMinutes(5);
    private static final String SMTPD = "smtpd[1211]";
    private static final String SMTPD_FOR_STRANGERS = "smtpd[1212]";
    private static final String CLEANUP = "cleanup[1216]";
    private static final String QMGR = "qmgr[874]";
    private static final String SMTP = "smtp[1220]";
    private static final String BOUNCE = "bounce[1231]";

    private final SplittableRandom random;
    private final Names names;
    private final Consumer<Line> lines;
    private long order;

    Postfix(SplittableRandom random, Consumer<Line> lines) {
        this.random = random;
        this.names = new Names(random);
        this.lines = lines;
    }

    void turnAway(Instant time) {
        String address = names.strangerAddress();
        String stranger = "unknown[" + address + "]";
        String reject = "NOQUEUE: reject: RCPT from %s: 554 5.7.1 Service unavailable; Client host [%s] blocked using"
                + " bl.example.net; from=<%s@example.net> to=<%s> proto=ESMTP helo=<%s>";
        log(time, SMTPD_FOR_STRANGERS, "connect from " + stranger);
        log(
                time.plusMillis(random.nextInt(200, 900)),
                SMTPD_FOR_STRANGERS,
                reject.formatted(stranger, address, names.token(), names.recipient(), names.token()));
        String end = " ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4";
        log(time.plusMillis(1000), SMTPD_FOR_STRANGERS, "disconnect from " + stranger + end);
    }

    /** Takes no mail for want of room in the queue; the client will come again. */
    void putOff(Instant time) {
        String domain = names.senderDomain();
        String client = names.client(domain);
        String reject =
                "NOQUEUE: reject: RCPT from %s: 452 4.3.1 Insufficient system storage; from=<%s@%s> to=<%s> proto=ESMTP"
                        + " helo=<%s>";
        log(time, SMTPD, "connect from " + client);
        log(
                time.plusMillis(14),
                SMTPD,
                reject.formatted(client, names.token(), domain, names.recipient(), names.token()));
        log(time.plusMillis(20), SMTPD, "disconnect from " + client + " ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4");
    }

    /** @param storm whether half of what is sent comes back */
    void takeIn(Instant time, boolean storm) {
        String id = names.queueId();
        String domain = names.senderDomain();
        String client = names.client(domain);
        String messageId = names.token() + "." + random.nextInt(100, 1000) + "@" + domain;
        String sender = "bounce-" + random.nextInt(100_000) + "@" + domain;
        int size = random.nextInt(1_200, 60_000);
        log(time, SMTPD, "connect from " + client);
        log(time.plusMillis(12), SMTPD, id + ": client=" + client);
        log(time.plusMillis(25), CLEANUP, id + ": message-id=<" + messageId + ">");
        log(time.plusMillis(41), QMGR, id + ": from=<" + sender + ">, size=" + size + ", nrcpt=1 (queue active)");
        String end = " ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5";
        log(time.plusMillis(48), SMTPD, "disconnect from " + client + end);
        deliver(time.plusMillis(48), Duration.ZERO, id, names.recipient(), storm ? BOUNCED_IN_A_STORM : BOUNCED);
    }

    /** Tries to deliver a mail that has been in the queue for so long. */
    private void deliver(Instant time, Duration waited, String id, String recipient, double bounced) {
        String relay = names.relay(recipient.substring(recipient.indexOf('@') + 1));
        double fate = random.nextDouble();
        if (fate < DEFERRED) {
            Instant givenUp = time.plusSeconds(30);
            String why = "deferred (connect to " + relay + ":25: Connection timed out)";
            log(givenUp, SMTP, attempt(id, recipient, "none", waited, 30, "4.4.1", why));
            deliver(time.plus(RETRY), waited.plus(RETRY), id, recipient, bounced);
            return;
        }
        double took = random.nextInt(300, 4_000) / 1000.0;
        Instant answered = time.plusMillis(Math.round(took * 1000));
        if (fate < DEFERRED + bounced) {
            String why = "bounced (host %s said: 550 5.1.1 <%s>: Recipient address rejected: User unknown"
                    + " (in reply to RCPT TO command))";
            String status = why.formatted(relay, recipient);
            log(answered, SMTP, attempt(id, recipient, relay + ":25", waited, took, "5.1.1", status));
            log(answered.plusMillis(4), BOUNCE, id + ": sender non-delivery notification: " + names.queueId());
        } else {
            String status = "sent (250 2.0.0 Ok: queued as " + names.queueId() + ")";
            log(answered, SMTP, attempt(id, recipient, relay + ":25", waited, took, "2.0.0", status));
        }
        log(answered.plusMillis(9), QMGR, id + ": removed");
    }

    private static String attempt(
            String id, String recipient, String relay, Duration waited, double took, String code, String status) {
        double queued = waited.toMillis() / 1000.0;
        return String.format(
                Locale.ROOT,
                "%s: to=<%s>, relay=%s, delay=%.1f, delays=0.05/%.1f/%.2f/%.2f, dsn=%s, status=%s",
                id,
                recipient,
                relay,
                queued + took,
                queued,
                took / 4,
                took * 3 / 4,
                code,
                status);
    }

    private void log(Instant time, String process, String text) {
        order++;
        lines.accept(new Line(time, order, Names.HOST + " postfix/" + process + ": " + text));
    }
}
