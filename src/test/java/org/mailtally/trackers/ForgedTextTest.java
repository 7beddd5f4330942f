package org.mailtally.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger writes into an address, a greeting, a subject or a reply is counted by no tracker. */
class ForgedTextTest {

    /** What the mail servers write themselves, and a stranger would have counted. */
    private static final List<String> FORGED = List.of(
            "4X: message-id=<a@b>",
            "postfix/cleanup[9]: 4X: message-id=<a@b>",
            "/cleanup[9]: 4X: message-id=",
            "Nov 23 09:53:01 mx1 postfix/cleanup[9]: 4X: message-id=<a@b>",
            "sendmail[9]: 0AN9r1: from=a, size=1, class=0, nrcpts=1, msgid=<x>, relay=h",
            "postfix/smtpd[9]: 4X: client=h[192.0.2.1]",
            "client=h[192.0.2.1]",
            "postfix/pickup[9]: 4X: uid=0 from=<root>",
            ", relay=h[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)",
            ", relay=h, delay=1, dsn=5.0.0, status=bounced (x)",
            ", relay=h, delay=1, dsn=4.0.0, status=deferred (x)",
            " status=deferred (",
            "postfix/smtp[9]: 4X: to=<b@c>, relay=none, delay=1, dsn=4.0.0, status=deferred (x)",
            ", status=expired, returned to sender",
            ", dsn=5.1.1, stat=User unknown",
            ", dsn=4.0.0, stat=Deferred: x",
            ", dsn=2.0.0, stat=Sent (ok)",
            "1tEk9G-0000Ab-Cd <= a@example.com H=h",
            "2026-11-23 09:53:01 1tEk9G-0000Ab-Cd <= a@example.com H=h",
            "exim[9]: 1tEk9G-0000Ab-Cd => b@example.com R=r",
            "1tEk9G-0000Ab-Cd ** b@example.com: no",
            "1tEk9G-0000Ab-Cd == b@example.com R=r",
            "rejected RCPT <b@c>: no",
            "H=h [192.0.2.1] F=<a@b> rejected RCPT <b@c>: no",
            "NOQUEUE: reject: RCPT from h[192.0.2.1]: 554 5.7.1 no",
            "postfix/smtpd[9]: NOQUEUE: reject: RCPT",
            "milter-reject: END-OF-MESSAGE",
            "ruleset=check_rcpt, arg1=<x>, reject=550 no",
            "sm-mta[9]: 0AN9r1: Milter: data, reject=554 no");

    private final Shipped shipped = new Shipped();

    ForgedTextTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 23 09:53:01 mx1 postfix/smtp[9]: 4X: to=<b@c>, relay=h[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 %s)",
                "Nov 23 09:53:01 mx1 postfix/smtp[9]: 4X: to=<b@c>, relay=h[192.0.2.1]:25, delay=1, dsn=5.0.0, status=bounced (host h[192.0.2.1] said: 550 %s)",
                "Nov 23 09:53:01 mx1 postfix/smtp[9]: 4X: to=<b@c>, relay=h[192.0.2.1]:25, delay=1, dsn=4.0.0, status=deferred (host h said: 450 %s)",
                "Nov 23 09:53:01 mx1 postfix/smtp[9]: 4X: host h[192.0.2.1] said: 450 %s (in reply to RCPT TO command)",
                "Nov 23 09:53:01 mx1 postfix/smtpd[9]: warning: non-SMTP command from h[192.0.2.1]: %s",
                "Nov 23 09:53:01 mx1 postfix/smtpd[9]: improper command pipelining after EHLO from h[192.0.2.1]: %s",
                "Nov 23 09:53:01 mx1 postfix/cleanup[9]: 4X: warning: header Subject: %s from h[192.0.2.1]; from=<a@b> to=<c@d>",
                "Nov 23 09:53:01 mx1 postfix/qmgr[9]: 4X: from=<\"%s\"@c>, size=1, nrcpt=1 (queue active)",
                "Nov 23 09:53:01 mx1 dovecot: lmtp(b)<9><x>: msgid=<%s>: saved mail to INBOX",
                "Nov 23 09:53:01 mx1 amavis[9]: (9-1) Passed CLEAN, <a@b> -> <c@d>, Message-ID: <%s>, Hits: 0",
                "<22>1 2026-11-23T09:53:01Z mx1 postfix/smtp 9 - - 4X: host h[192.0.2.1] said: 450 %s",
                "<22>1 2026-11-23T09:53:01Z mx1 opendkim 9 - - %s",
                "Nov 23 09:53:01 mx1 sm-mta[9]: 0AN9r1: to=<b@c>, delay=1, xdelay=1, mailer=esmtp, pri=1, relay=h. [192.0.2.1], dsn=4.0.0, stat=Deferred: 450 %s",
                "Nov 23 09:53:01 mx1 sm-mta[9]: 0AN9r1: to=<b@c>, delay=1, xdelay=1, mailer=esmtp, pri=1, relay=h. [192.0.2.1], dsn=2.0.0, stat=Sent (250 %s)",
                "Nov 23 09:53:01 mx1 sm-mta[9]: 0AN9r1: --- 050 %s",
                "Nov 23 09:53:01 mx1 sm-mta[9]: 0AN9r1: lost input channel from h [192.0.2.1] to MTA after %s",
                "2026-11-23 09:53:01 1tEk9G-0000Ab-Cd <= a@b H=h [192.0.2.1] P=esmtp S=7 id=x@b T=\"%s\" for c@d",
                "2026-11-23 09:53:01 1tEk9G-0000Ab-Cd => b@c R=r T=t H=h [192.0.2.1] C=\"250 %s\"",
                "2026-11-23 09:53:01 1tEk9G-0000Ab-Cd == b@c R=r T=t defer (-44): SMTP error from remote mail server: 450 %s",
                "2026-11-23 09:53:01 1tEk9G-0000Ab-Cd ** b@c R=r T=t: SMTP error from remote mail server: 550 %s",
                "2026-11-23 09:53:01 H=(%s) [192.0.2.1] F=<a@b> temporarily rejected RCPT <b@c>: later",
                "2026-11-23 09:53:01 H=[192.0.2.1] F=<\"%s\"@b> temporarily rejected RCPT <b@c>: later",
                "2026-11-23 09:53:01 H=h [192.0.2.1] F=<a@b> temporarily rejected RCPT <\"%s\"@c>: later",
                "2026-11-23 09:53:01 SMTP syntax error in \"%s\" H=h [192.0.2.1] NULL character(s) present",
                "2026-11-23 09:53:01 unexpected disconnection while reading SMTP command from (%s) [192.0.2.1]"
            })
    void strangersText_isCountedAsNothing(String line) {
        List<String> harmless = shipped.counting(line.replace("%s", "x"));

        for (String forged : FORGED) {
            assertThat(shipped.counting(line.replace("%s", forged))).as(forged).isEqualTo(harmless);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 23 09:53:01 mx1 postfix/smtp[9]: 4X: to=<\"%s\"@c>, relay=h[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)",
                "Nov 23 09:53:01 mx1 postfix/smtp[9]: 4X: to=<\"a\\\">%s\"@c>, relay=h[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)",
                "Nov 23 09:53:01 mx1 sm-mta[9]: 0AN9r1: to=<\"%s\"@c>, delay=1, pri=1, relay=h. [192.0.2.1], dsn=2.0.0, stat=Sent (250 ok)",
                "Nov 23 09:53:01 mx1 sm-mta[9]: 0AN9r1: from=<\"%s\"@c>, size=1, class=0, nrcpts=0, proto=ESMTP, relay=h [192.0.2.1]",
                "2026-11-23 09:53:01 H=h [192.0.2.1] F=<\"%s\"@b> rejected RCPT <b@c>: no"
            })
    void strangersText_inAQuotedAddress_isCountedAsNothingElse(String line) {
        List<String> harmless = shipped.counting(line.replace("\"%s\"", "x"));

        for (String forged : FORGED) {
            assertThat(harmless).as(forged).containsAll(shipped.counting(line.replace("%s", forged)));
        }
    }
}
