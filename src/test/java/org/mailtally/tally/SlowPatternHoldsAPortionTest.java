package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A pattern that takes long on a large log: an edit waits for the portion at hand, which must not be large then. */
class SlowPatternHoldsAPortionTest {

    private static final long LEAST = 64;
    private static final long MOST = 512;
    private static final long MILLISECOND = 1_000_000;

    private final AtomicLong nanoseconds = new AtomicLong();
    private final PortionSize size = new PortionSize(LEAST, MOST, nanoseconds::get);

    @Test
    void quickPortions_grow_upToTheMost_andShrinkWhereTheyTakeLong() {
        assertThat(next(0)).isEqualTo(LEAST);
        assertThat(next(100)).isEqualTo(128);
        assertThat(next(200)).isEqualTo(256);
        assertThat(next(400)).as("neither quick nor slow").isEqualTo(256);
        assertThat(next(250)).isEqualTo(MOST);
        assertThat(next(1)).isEqualTo(MOST);
        assertThat(next(600)).isEqualTo(256);
        assertThat(next(60_000)).isEqualTo(128);
        assertThat(next(60_000)).isEqualTo(LEAST);
        assertThat(next(60_000)).isEqualTo(LEAST);
    }

    @Test
    void firstPortionThatTakesLong_isFollowedByNoLargerOne() {
        assertThat(next(0)).isEqualTo(LEAST);
        assertThat(next(10_000)).isEqualTo(LEAST);
    }

    private long next(long millisecondsTaken) {
        nanoseconds.addAndGet(millisecondsTaken * MILLISECOND);
        return size.next();
    }
}
