package org.mailtally.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that real mail servers write, each with the shipped trackers that count it. */
class ShippedTrackersTest {

    private final Shipped shipped;

    ShippedTrackersTest() throws IOException {
        this.shipped = new Shipped();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "2026-11-23T09:53:01+00:00 mx1 postfix/qmgr[9]: 4X: from=<a@b>, status=expired, returned to sender ~ bounced",
                "2026-11-23T09:53:01+00:00 mx1 postfix/qmgr[9]: 4X: from=<a@b>, status=force-expired, returned ~ bounced",
                "2026-11-23T09:53:01+00:00 mx1 exim[9]: 1tEk9G-0000Ab-Cd <= a@b H=h [192.0.2.1] id=1@b ~ outgoing received",
                "2026-11-23T09:53:01+00:00 mx1 exim[9]: 2026-11-23 09:53:01 1tEk9G-0000Ab-Cd ** b@c R=r: no ~ bounced",
                "<22>1 2026-11-23T09:53:01Z mx1 postfix/cleanup 9 - [meta sequenceId=\"29\"] 4X: message-id=<1@b> ~ outgoing",
                "<22>1 2026-11-23T09:53:01Z mx1 postfix/cleanup 9 - [m note=\"a \\] b\"][n o=\"p\"] 4X: message-id=<1@b> ~ outgoing",
                "Nov 23 09:53:01 mx1 sendmail[9]: [ID 801593 mail.info] 0AN9r1: from=<a@b>, size=7, msgid=<1@b>, relay=h ~ outgoing received",
                "2026-11-23T09:53:01+00:00 mx1 sendmail[9]: 0AN9r1: Milter: data, reject=554 5.7.1 no ~ rejected",
                "Nov 23 09:53:01 mx1 sm-mta[9]: 0AN9r1: ruleset=check_rcpt, arg1=<b@c>, relay=h [192.0.2.1], reject=550 no ~ rejected",
                "Nov 23 09:53:01 mx1 sm-mta[9]: ruleset=check_relay, arg1=h, relay=h [192.0.2.1], reject=550 no ~ rejected",
                "2026-11-23T09:53:01+00:00 mx1 postfix/smtpd[9]: proxy-reject: END-OF-MESSAGE: 554 5.7.1 no; from=<a@b> ~ rejected",
                "2026-11-23 09:53:01 1tEk9G-0000Ab-Cd H=h [192.0.2.1] F=<a@b> rejected by local_scan(): no ~ rejected",
                "2026-11-23 09:53:01 H=h [192.0.2.1] F=<a@b> temporarily rejected RCPT <b@c>: later ~ ``",
                "Nov 23 09:53:01 mx1 postfix/smtp[9]: 4X: to=<b@c>, relay=h, status=sent (250 earlier: status=deferred (x)) ~ delivered",
            })
    void line_isCountedBy(String line, String trackers) {
        assertThat(shipped.counting(line)).isEqualTo(trackers.isEmpty() ? List.of() : List.of(trackers.split(" ", -1)));
    }
}
