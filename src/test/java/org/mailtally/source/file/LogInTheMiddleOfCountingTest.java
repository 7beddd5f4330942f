package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;

/** A large log is counted portion by portion: it must not pass for one that was read to its end after the first. */
class LogInTheMiddleOfCountingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final LogId LOG = new LogId("9f3ab2c4");

    @Test
    void portionCounted_isNotTheEnd() {
        FollowedLog log = new FollowedLog("mail.log", 1_000, false, NOW).counted(LOG, new Place(100, 0, ""), NOW);

        assertThat(log.looked()).isNull();
        assertThat(log.position()).isEqualTo(100);
    }

    @Test
    void portionCountedLater_leavesWhenTheEndWasReadLast() {
        FollowedLog log = new FollowedLog("mail.log", 1_000, false, NOW)
                .counted(LOG, new Place(1_000, 0, ""), NOW)
                .read(NOW)
                .grown("file", 5_000, false, NOW)
                .counted(LOG, new Place(2_000, 0, ""), NOW.plusSeconds(900));

        assertThat(log.looked()).isEqualTo(NOW);
        assertThat(log.lastLine()).isEqualTo(NOW.plusSeconds(900));
    }

    @Test
    void countedButStillToBeStored_isNotReadToItsEnd() {
        FollowedLog log = new FollowedLog("mail.log", 1_000, false, NOW).counted(LOG, new Place(1_000, 0, ""), NOW);

        assertThat(log.looked()).isNull();
    }

    @Test
    void faulty_isNotReadToItsEnd() {
        FollowedLog log = new FollowedLog("mail.log", 1_000, false, NOW).faulty("can't be read: permission denied");

        assertThat(log.read(NOW).looked()).isNull();
    }

    @Test
    void anotherLogInTheFile_wasNotReadToItsEndYet() {
        FollowedLog log = new FollowedLog("mail.log", 1_000, false, NOW)
                .counted(LOG, new Place(1_000, 0, ""), NOW)
                .read(NOW)
                .counted(new LogId("1f"), new Place(10, 0, ""), NOW);

        assertThat(log.looked()).isNull();
    }
}
