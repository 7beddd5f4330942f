package org.mailtally.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mailtally.time.TimeState;
import org.mailtally.time.TimeWalk;
import org.mailtally.time.Walked;
import org.mailtally.time.WrittenForm;

/** The windows of a block's lines, of which only the first of each head is parsed, against each line parsed by itself. */
final class SameHeadsLawsTest {

    private static final int ROUNDS = 20_000;
    private static final String OVER = "0123456789:.,TZ+- <>[]JanDecx\0\u00e9\r";
    private static final String[] ZONES = {"UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"};
    private static final WrittenForm[] FORMS = WrittenForm.values();
    private static final Instant START = Instant.parse("2026-10-24T23:30:00Z");

    private final Random random = new Random(11);

    @Test
    void walk_linesOfAnyFormWithBytesWrittenOver_givesEachItsOwnWindow() {
        for (int round = 0; round < ROUNDS; round++) {
            String zone = ZONES[random.nextInt(ZONES.length)];
            List<String> lines = lines(zone);
            byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
            Block block = new Block(bytes);
            block.take(0, bytes.length);
            TimeWalk walk = new TimeWalk(ZoneId.of(zone).getRules(), TimeState.first(START.getEpochSecond()));
            block.give(bytes.length);
            block.walk(walk);

            assertThat(windows(block))
                    .as("%s %s", zone, lines)
                    .isEqualTo(Walked.lineByLine(zone, START.getEpochSecond(), lines));
        }
    }

    private static List<Instant> windows(Block block) {
        List<Instant> windows = new ArrayList<>();
        for (int run = 0; run < block.runs(); run++) {
            for (int line = 0; line < block.runLines(run); line++) {
                windows.add(Instant.ofEpochSecond(block.runWindow(run)));
            }
        }
        return windows;
    }

    private List<String> lines(String zone) {
        List<String> lines = new ArrayList<>();
        Instant time = START;
        WrittenForm form = FORMS[random.nextInt(FORMS.length)];
        for (int count = 1 + random.nextInt(12); count > 0; count--) {
            form = random.nextInt(6) == 0 ? FORMS[random.nextInt(FORMS.length)] : form;
            time = time.plusSeconds(random.nextInt(5) == 0 ? random.nextInt(7_200) - 3_600 : random.nextInt(30));
            StringBuilder line = new StringBuilder(form.line(time, ZoneId.of(zone)));
            if (random.nextInt(3) == 0) {
                line.setCharAt(random.nextInt(Math.min(36, line.length())), OVER.charAt(random.nextInt(OVER.length())));
            }
            if (random.nextInt(6) == 0) {
                line.setLength(random.nextInt(30));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
