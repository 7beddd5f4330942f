package org.mailtally.verify.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mailtally.pattern.LinePattern;
import org.mailtally.time.WrittenHost;
import org.mailtally.verify.logs.LogLines;

/** Recounting finds in each line the host that counting finds in it, however odd its head is. */
class SameHostsAsCountingTest {

    private final LineValues values =
            new LineValues("host", false, 10, LinePattern.compile("").lineTest());
    private final WrittenHost counting = new WrittenHost();

    @Property(tries = 3_000)
    void hostOfAnyLine_isWhatCountingFinds(@ForAll("heads") String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
        try (LogLines lines = new LogLines(new ByteArrayInputStream(bytes))) {
            assertThat(lines.next()).isTrue();
            assertThat(values.of(lines.bytes(), lines.from(), lines.to())).isEqualTo(counted(bytes, bytes.length - 1));
        }
    }

    private String counted(byte[] bytes, int to) {
        return counting.find(bytes, 0, to)
                ? new String(bytes, counting.start(), counting.end() - counting.start(), StandardCharsets.ISO_8859_1)
                : "-";
    }

    @Provide
    Arbitrary<String> heads() {
        Arbitrary<String> priorities = Arbitraries.of("", "<22>", "<22>1 ", "<4.3>");
        Arbitrary<String> times = Arbitraries.of(
                "Nov 23 09:55:02",
                "Nov  3 09:55:02.123",
                "2026-11-23T09:55:02Z",
                "2026-11-23T09:55:02.123456+01:00",
                "2026-11-23 09:55:02",
                "2026-11-23 09:55:02 +0100",
                "2026-11-23T09:55:02 -0530",
                "2026-11-23T09:55:02,5",
                "Nov 23 2026 09:55:02",
                "Nov 23 09:55:02 UTC",
                "Mon Nov 23 09:55:02 2026",
                "Mon 2026-11-23 09:55:02 CET",
                "Mon 2026-11-23 09:55:02 UTC",
                "23 Nov 2026 09:55:02",
                "23/Nov/2026:09:55:02 +0000",
                "[2026-11-23T09:55:02Z]",
                "2026/11/23 09:55:02",
                "20261123T095502Z",
                "1795427581.25",
                "@400000004be0f8b01a2b3c4d",
                "mail_1  | Nov 23 09:55:02",
                "{\"log\":\"Nov 23 09:55:02",
                "{\"host\":\"mx7\",\"time\":\"2026-11-23T09:55:02Z\",\"message\":\"2026-11-23T09:55:02Z",
                "no time");
        Arbitrary<String> spaces = Arbitraries.of(" ", "", "  ", " <4.3> ", " <auth.info> ", ": ");
        Arbitrary<String> words = Arbitraries.of(
                "mx1", "src@mx1", "mx1/10.0.0.1", "-", "postfix/qmgr[7]:", "last", "mx1:", "a[1", "<x>", "");
        return Combinators.combine(
                        priorities,
                        times,
                        spaces,
                        words,
                        Arbitraries.of(" ", "", " postfix[1]: x", "\tx", " x\",\"ts\":1795427581}"))
                .as((priority, time, space, word, rest) -> priority + time + space + word + rest);
    }
}
