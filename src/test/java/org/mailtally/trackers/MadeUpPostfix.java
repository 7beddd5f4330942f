package org.mailtally.trackers;

import java.util.ArrayList;
import java.util.List;

/** What Postfix logs of made-up mails, a second apart; each kind as Postfix 3.7 writes it. */
final class MadeUpPostfix {

    private final boolean rfc3339;
    private final List<String> lines = new ArrayList<>();
    private int second;
    private int number;

    /** @param rfc3339 whether times are written so, or as RFC 3164 has them */
    MadeUpPostfix(boolean rfc3339) {
        this.rfc3339 = rfc3339;
    }

    List<String> lines() {
        return lines;
    }

    private void log(String program, String text) {
        second++;
        String clock = "%02d:%02d:%02d".formatted(9 + second / 3600, second / 60 % 60, second % 60);
        String time = rfc3339 ? "2026-11-23T" + clock + ".123456+00:00" : "Nov 23 " + clock;
        lines.add(time + " mx1 postfix/" + program + "[" + (900 + program.length()) + "]: " + text);
    }

    private String queueId() {
        number++;
        return "4XyZ%06X".formatted(number);
    }

    private void end(String id, String program, String outcome) {
        log(
                program,
                id + ": to=<b@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/1/0, " + outcome);
    }

    private String arrival(String client, String forwarded) {
        String id = queueId();
        log("smtpd", id + ": client=" + client + forwarded);
        queued(id, "a@example.com");
        return id;
    }

    private void queued(String id, String sender) {
        log("cleanup", id + ": message-id=<" + number + "@example.com>");
        log("qmgr", id + ": from=<" + sender + ">, size=700, nrcpt=1 (queue active)");
    }

    private String arrival() {
        return arrival("web.example.com[192.0.2.7]", "");
    }

    void sent() {
        end(arrival(), "smtp", "dsn=2.0.0, status=sent (250 ok)");
    }

    void handedIn() {
        String id = queueId();
        log("pickup", id + ": uid=0 from=<root>");
        queued(id, "root@mx1.example.com");
        end(id, "local", "dsn=2.0.0, status=sent (delivered to mailbox)");
    }

    /** A content filter takes it, and gives it back as another mail. */
    void filtered() {
        String before = arrival();
        end(before, "smtp", "dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 ok)");
        String client = ", orig_queue_id=" + before + ", orig_client=web.example.com[192.0.2.7]";
        end(arrival("localhost[127.0.0.1]", client), "smtp", "dsn=2.0.0, status=sent (250 ok)");
    }

    void refusedForAHeader() {
        String id = queueId();
        log("smtpd", id + ": client=web.example.com[192.0.2.7]");
        log("cleanup", id + ": message-id=<" + number + "@example.com>");
        log(
                "cleanup",
                id + ": reject: header Subject: spam from web.example.com[192.0.2.7]; from=<a@example.com>"
                        + " to=<b@example.net> proto=ESMTP helo=<web>: 5.7.1 message content rejected");
    }

    /** Comes back, with a notification to its sender. */
    void bounced() {
        end(arrival(), "smtp", "dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 unknown)");
        notifiesOfWhatCameBack();
    }

    private void notifiesOfWhatCameBack() {
        String id = queueId();
        log("bounce", id + ": sender non-delivery notification: " + id);
        queued(id, "");
        end(id, "smtp", "dsn=2.0.0, status=sent (250 ok)");
    }

    void deferredTwiceThenSent() {
        String id = arrival();
        end(id, "smtp", "dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.1]:25: Connection timed out)");
        end(id, "smtp", "dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.1]:25: Connection timed out)");
        end(id, "smtp", "dsn=2.0.0, status=sent (250 ok, it was status=deferred (before))");
    }

    void expired() {
        String id = arrival();
        log("qmgr", id + ": from=<a@example.com>, status=expired, returned to sender");
        notifiesOfWhatCameBack();
    }

    void forwarded() {
        String id = arrival();
        end(id, "local", "dsn=2.0.0, status=sent (forwarded as " + queueId() + ")");
        String copy = queueId();
        queued(copy, "a@example.com");
        end(copy, "smtp", "dsn=2.0.0, status=sent (250 ok)");
    }

    void refused(String how) {
        log(
                "smtpd",
                "NOQUEUE: " + how + " from unknown[203.0.113.9]: 554 5.7.1 <b@example.net>: Relay access denied;"
                        + " from=<x@example.org> to=<b@example.net> proto=ESMTP helo=<x>");
    }
}
