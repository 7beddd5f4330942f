package org.mailtally.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the simulation must find, or it would prove nothing. */
class MutationTest {

    private static final int MOST_HISTORIES = 5_000;
    private static final int MOST_SECONDS = 300;

    static Stream<Arguments> mutations() {
        return Stream.of(
                arguments("position guard removed", Mutation.WithoutPositionGuard::new),
                arguments("checkpoints raised before rows", Mutation.CheckpointsFirst::new),
                arguments("earlier by-values forgotten", Mutation.ForgottenValues::new),
                arguments("by-values taken from a process that is ahead", Mutation.ValuesOfTheOneAhead::new),
                arguments("rows kept from poll to poll", Mutation.CachedRows::new),
                arguments("logs keyed by name", Mutation.KeyedByName::new),
                arguments("logs keyed by their first line alone", Mutation.KeyedByFirstLine::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void mutation_someHistoryEndsWithWrongCounts(String name, Supplier<Mutation> mutations) throws Exception {
        Histories run = Histories.run(1, MOST_HISTORIES, MOST_SECONDS, mutations);

        System.out.println("Simulation: " + name + ": found after " + run);
        assertThat(run.failures()).isNotEmpty();
        Path folder = Histories.folder();
        assertThat(run.failures().get(0).run(folder, mutations)).isInstanceOf(Violation.class);
        Files.delete(folder);
    }

    private static Arguments arguments(String name, Supplier<Mutation> mutations) {
        return Arguments.of(name, mutations);
    }
}
