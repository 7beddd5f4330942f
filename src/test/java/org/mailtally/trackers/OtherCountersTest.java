package org.mailtally.trackers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.demo.DemoDay;
import org.mailtally.packaging.Command;

/** The shipped trackers beside pflogsumm and eximstats, where these are installed: the table of docs/trackers.md. */
class OtherCountersTest {

    private static final Path PFLOGSUMM = Path.of("/usr/sbin/pflogsumm");
    private static final Path EXIMSTATS = Path.of("/usr/sbin/eximstats");
    private static final int TIMES = 10;

    @TempDir
    private Path folder;

    private final Shipped shipped = new Shipped();

    OtherCountersTest() throws IOException {}

    private String report(Path program, List<String> lines) throws IOException {
        assumeTrue(Files.isExecutable(program), program + " is not installed, so nothing is compared with it");
        Path log = Files.write(folder.resolve("mail.log"), lines);
        return Command.of("perl", program, log).run().out();
    }

    /** The totals of pflogsumm's report, {@code deferrals} among them. */
    private Map<String, Long> pflogsumm(List<String> lines) throws IOException {
        Map<String, Long> totals = new TreeMap<>();
        Matcher total = Pattern.compile("(\\d+)\\s+(received|delivered|forwarded|deferrals|bounced|rejected)")
                .matcher(report(PFLOGSUMM, lines));
        while (total.find()) {
            totals.putIfAbsent(total.group(2), Long.valueOf(total.group(1)));
        }
        return totals;
    }

    private static void times(Runnable mail) {
        for (int i = 0; i < TIMES; i++) {
            mail.run();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void postfix_withoutAFilter_isCountedAsByPflogsumm(boolean rfc3339) throws IOException {
        MadeUpPostfix postfix = new MadeUpPostfix(rfc3339);
        times(postfix::sent);
        times(postfix::handedIn);
        times(postfix::bounced);
        times(postfix::deferredTwiceThenSent);
        times(postfix::forwarded);
        times(postfix::refusedForAHeader);
        times(() -> postfix.refused("reject: RCPT"));

        Map<String, Long> theirs = pflogsumm(postfix.lines());
        Map<String, Long> ours = shipped.counts(postfix.lines());

        for (String same : List.of("received", "delivered", "bounced", "rejected")) {
            assertThat(ours.get(same)).as(same).isEqualTo(theirs.get(same)).isPositive();
        }
        assertThat(ours.get("deferred")).isEqualTo(theirs.get("deferrals")).isEqualTo(2 * TIMES);
        assertThat(ours.get("outgoing"))
                .as("what is received, and notifications, and what an alias forwards")
                .isEqualTo(8L * TIMES);
    }

    @Test
    void postfix_whatPflogsummCountsOtherwise() throws IOException {
        MadeUpPostfix postfix = new MadeUpPostfix(true);
        times(postfix::filtered);
        times(postfix::expired);
        times(() -> postfix.refused("proxy-reject: END-OF-MESSAGE"));

        Map<String, Long> theirs = pflogsumm(postfix.lines());

        assertThat(shipped.counts(postfix.lines()))
                .containsEntry("received", 2L * TIMES)
                .containsEntry("outgoing", 4L * TIMES)
                .containsEntry("delivered", 3L * TIMES)
                .containsEntry("bounced", (long) TIMES)
                .containsEntry("rejected", (long) TIMES);
        assertThat(theirs)
                .containsEntry("received", 3L * TIMES)
                .containsEntry("delivered", 3L * TIMES)
                .containsEntry("bounced", 0L)
                .containsEntry("rejected", 0L);
    }

    @Test
    void demo_aDayOfIt_isCountedAsByPflogsumm() throws IOException {
        List<String> lines = DemoDay.write(folder.resolve("demo"), Instant.parse("2026-11-23T12:30:00Z"));

        Map<String, Long> theirs = pflogsumm(lines);
        Map<String, Long> ours = shipped.counts(lines);

        for (String same : List.of("received", "delivered", "bounced", "rejected")) {
            assertThat(ours.get(same)).as(same).isEqualTo(theirs.get(same)).isPositive();
        }
        assertThat(ours.get("outgoing")).isEqualTo(theirs.get("received"));
        assertThat(ours.get("deferred")).isEqualTo(theirs.get("deferrals")).isPositive();
    }

    /** A number of a row of eximstats's grand total. */
    private static long total(String report, String row, int column) {
        Matcher line = Pattern.compile("(?m)^  " + row + " +(.*)$").matcher(report);
        assertThat(line.find()).as(row).isTrue();
        return Long.parseLong(line.group(1).split(" +")[column]);
    }

    @Test
    void exim_isCountedAsByEximstats_butForItsOwnNotifications() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            lines.addAll(madeUpExim("%02d".formatted(i)));
        }

        String theirs = report(EXIMSTATS, lines);
        Map<String, Long> ours = shipped.counts(lines);

        assertThat(total(theirs, "Received", 1)).isEqualTo(3 * TIMES).isEqualTo(ours.get("outgoing"));
        assertThat(ours.get("received")).as("but for notifications").isEqualTo(2 * TIMES);
        assertThat(total(theirs, "Delivered", 2)).as("addresses").isEqualTo(ours.get("delivered"));
        assertThat(total(theirs, "Rejects", 0)).isEqualTo(ours.get("rejected")).isEqualTo(3 * TIMES);
        assertThat(total(theirs, "Temp Rejects", 0)).as("counted by no tracker").isEqualTo(TIMES);
        assertThat(ours.get("deferred")).as("each attempt").isEqualTo(2 * TIMES);
        assertThat(ours.get("bounced")).isEqualTo(TIMES);
    }

    private static List<String> madeUpExim(String nr) {
        String day = "2026-11-23 09:" + nr + ":";
        return """
                01 1tEk9G-0000Aa-NR <= a@example.com H=web.example.com [192.0.2.7] P=esmtps S=1843 id=x@example.com
                02 1tEk9G-0000Aa-NR => b@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1] C="250 OK"
                02 1tEk9G-0000Aa-NR -> c@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1] C="250 OK"
                02 1tEk9G-0000Aa-NR Completed
                03 1tEk9G-0000Ab-NR <= a@example.com H=web.example.com [192.0.2.7] P=esmtps S=1843 id=y@example.com
                04 1tEk9G-0000Ab-NR == b@example.net R=dnslookup T=remote_smtp defer (110): Connection timed out
                05 1tEk9G-0000Ab-NR == b@example.net R=dnslookup T=remote_smtp defer (110): Connection timed out
                06 1tEk9G-0000Ab-NR ** b@example.net R=dnslookup T=remote_smtp: SMTP error: 550 No such user
                07 1tEk9G-0000Ac-NR <= <> R=1tEk9G-0000Ab-NR U=Debian-exim P=local S=2004
                08 1tEk9G-0000Ac-NR => a@example.com R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.2] C="250 OK"
                08 1tEk9G-0000Ac-NR Completed
                09 1tEk9G-0000Ab-NR Completed
                10 H=(x) [203.0.113.9] F=<x@example.org> rejected RCPT <b@example.net>: relay not permitted
                11 1tEk9G-0000Ad-NR H=h [203.0.113.9] F=<x@example.org> rejected by local_scan(): no
                12 1tEk9G-0000Ae-NR H=h [203.0.113.9] F=<x@example.org> rejected after DATA: spam
                13 H=(x) [203.0.113.9] F=<x@example.org> temporarily rejected RCPT <b@example.net>: Greylisted
                """
                .lines()
                .map(line -> day + line.replace("NR", nr))
                .toList();
    }
}
