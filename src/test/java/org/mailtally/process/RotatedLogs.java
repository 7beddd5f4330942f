package org.mailtally.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;

/** A log for every {@link Rotation}, side by side in one folder. Not thread-safe. */
final class RotatedLogs {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOKED_BACK = Duration.ofDays(3);

    private final List<RotatedLog> logs = new ArrayList<>();

    /** What is done with each of them. */
    @FunctionalInterface
    private interface Step {
        void apply(RotatedLog log) throws IOException;
    }

    /** Begins them all. */
    RotatedLogs(Path folder) throws IOException {
        for (Rotation rotation : Rotation.values()) {
            logs.add(new RotatedLog(rotation, logs.size() + 1, folder));
        }
        each(RotatedLog::writeBefore);
        grow();
    }

    private void each(Step step) throws IOException {
        for (RotatedLog log : logs) {
            step.apply(log);
        }
    }

    int count() {
        return logs.size();
    }

    RotatedLog of(Rotation rotation) {
        return logs.stream()
                .filter(log -> log.rotation() == rotation)
                .findFirst()
                .orElseThrow();
    }

    /** Lets them grow, as logs do that are followed. */
    void grow() throws IOException {
        each(RotatedLog::grow);
    }

    /** Writes what nobody has counted when the rotation comes. */
    void writeUnseen() throws IOException {
        each(RotatedLog::writeUnseen);
    }

    /** Turns each over in its own way. */
    void turn() throws IOException {
        each(RotatedLog::turn);
    }

    /** Writes on when the turn was read. */
    void goOn() throws IOException {
        each(RotatedLog::goOn);
    }

    /** The names under which a possible gap may be reported of some of them. */
    Set<String> reported(Predicate<Rotation> which) {
        Set<String> names = new TreeSet<>();
        logs.stream().filter(log -> which.test(log.rotation())).forEach(log -> names.add(log.reported()));
        return names;
    }

    /** Waits until every window of every log is exact; says of which it is not. */
    void awaitExact(Product product) {
        Instant to = Instant.now();
        Instant from = to.minus(LOOKED_BACK);
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(UncheckedIOException.class::isInstance)
                .untilAsserted(() -> {
                    Map<Instant, Long> messages = product.counts("outgoing", from, to);
                    Map<Instant, Long> lines = product.counts("lines", from, to);
                    SoftAssertions exact = new SoftAssertions();
                    for (RotatedLog log : logs) {
                        exact.assertThat(log.own(messages))
                                .as("messages, %s", log.rotation())
                                .isEqualTo(log.messages());
                        exact.assertThat(log.own(lines))
                                .as("lines, %s", log.rotation())
                                .isEqualTo(log.lines());
                    }
                    exact.assertAll();
                });
    }
}
