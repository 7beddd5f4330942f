package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When rows are inserted without being asked for. */
class NewnessTest {

    private final Newness newness = new Newness();

    @Test
    void nothingKnownYet_rowsAreAskedFor() {
        assertThat(newness.isLikely("mail")).isFalse();
    }

    @Test
    void batchOfWhichNothingWasStored_nextOnesOfItsCollectionAreTakenForNew() {
        newness.note("mail", 0, 1);

        assertThat(newness.isLikely("mail")).isTrue();
        assertThat(newness.isLikely("mail_hours")).isFalse();
    }

    @Test
    void batchOfWhichSomeWereStored_nextOnesAreAskedFor() {
        newness.note("mail", 0, 600);
        newness.note("mail", 13, 600);

        assertThat(newness.isLikely("mail")).isFalse();
    }

    @Test
    void hourThatTwoStretchesShare_nextOnesAreTakenForNewAllTheSame() {
        newness.note("mail_hours", 5, 336);

        assertThat(newness.isLikely("mail_hours")).isTrue();
    }
}
