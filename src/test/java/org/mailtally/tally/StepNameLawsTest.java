package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** A start's name is its minute as a formatter writes it, and stands for that minute again. */
final class StepNameLawsTest {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    /** From the year 1, in which years of the era begin, to the end of 9999. */
    @Property
    void aStart_itsMinute(@ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long start) {
        String name = Step.name(start);
        assertThat(name).isEqualTo(MINUTE.format(Instant.ofEpochSecond(start)));
        assertThat(Step.start(name)).isEqualTo(Math.floorDiv(start, 60L) * 60);
    }
}
