package org.mailtally.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Several people ask for a year of windows at the same time: together that is more than the process has memory for. */
class LargeAnswersAtOnceTest {

    /** Memory for some 1,000 cells. */
    private static final long MEMORY = 112_000;

    @Test
    void largeAnswer_waitsForAnother_whereASmallOneDoesNot() {
        Turns turns = new Turns(MEMORY, Duration.ofSeconds(60));
        Turns.Turn first = Objects.requireNonNull(turns.take(700));
        CompletableFuture<Turns.Turn> second = CompletableFuture.supplyAsync(() -> turns.take(700));

        assertThat(turns.take(100)).isNotNull();
        assertThat(second).isNotDone();
        first.end();
        await().atMost(Duration.ofSeconds(30)).until(second::isDone);
        assertThat(second.join()).isNotNull();
    }

    @Test
    void answerThatIsLargerThanAll_leavesRoomForSmallOnes() {
        Turns turns = new Turns(MEMORY, Duration.ZERO);
        Turns.Turn alone = Objects.requireNonNull(turns.take(1_000_000_000_000L));

        assertThat(turns.take(300)).isNull();
        assertThat(turns.take(200)).isNotNull();
        alone.end();
        assertThat(turns.take(300)).isNotNull();
    }

    @Test
    void turnEndedTwice_isGivenBackOnce() {
        Turns turns = new Turns(MEMORY, Duration.ZERO);
        Turns.Turn first = Objects.requireNonNull(turns.take(600));
        first.end();
        first.end();

        assertThat(turns.take(700)).isNotNull();
        assertThat(turns.take(400)).isNull();
    }
}
