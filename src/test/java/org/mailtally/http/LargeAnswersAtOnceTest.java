package org.mailtally.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    private static Turns.@Nullable Turn ended(Turns.@Nullable Turn turn) {
        if (turn != null) {
            turn.end();
        }
        return turn;
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

    /** Three hundred who waited held all threads of the server, and the check was answered after eight seconds. */
    @Test
    void moreThanAFewWaiting_areRefusedAtOnce() {
        Turns turns = new Turns(MEMORY, Duration.ofSeconds(60));
        Turns.Turn first = Objects.requireNonNull(turns.take(700));
        List<CompletableFuture<Turns.@Nullable Turn>> others = Stream.generate(() ->
                        CompletableFuture.supplyAsync(() -> ended(turns.take(700)), task -> new Thread(task).start()))
                .limit(100)
                .toList();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> others.stream().filter(CompletableFuture::isDone).count() == 92);
        assertThat(others).filteredOn(CompletableFuture::isDone).allMatch(refused -> refused.join() == null);
        assertThat(turns.take(100)).as("a small one").isNotNull();
        first.end();
        assertThat(others).filteredOn(other -> other.join() != null).hasSize(8);
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
