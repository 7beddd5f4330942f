package org.mailtally.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
                arguments("claims of recounts not taken up", Mutation.DeafToRecounts::new),
                arguments("rows kept from poll to poll", Mutation.CachedRows::new),
                arguments("logs keyed by name", Mutation.KeyedByName::new),
                arguments("logs keyed by their first line alone", Mutation.KeyedByFirstLine::new),
                arguments("no row where nothing matched", Mutation.WithoutZeros::new),
                arguments("zeros written unasked", Mutation.ZerosUnasked::new),
                arguments("rows raised whatever their reading", Mutation.AnyReading::new),
                arguments("numbers of rewritings not claimed", Mutation.UnclaimedRewritings::new),
                arguments("gaps that begin when the file was missed", Mutation.GapsThatBeginTooLate::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void mutation_someHistoryEndsWithWrongCounts(String name, Supplier<Mutation> mutations) throws Exception {
        assertThat(found(name, mutations)).isInstanceOf(Violation.class);
    }

    static Stream<Arguments> brokenProducts() {
        return Stream.of(
                Arguments.of("what is counted is not what was hashed", BrokenProduct.countingWhatWasNotHashed()),
                Arguments.of("recounts that replace rows before the end", BrokenProduct.recountingByPortions()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenProducts")
    void brokenProduct_someHistoryEndsWithWrongCounts(String name, BrokenProduct product) throws Exception {
        Method found = product.loadClass(MutationTest.class.getName()).getDeclaredMethod("found", String.class);
        found.setAccessible(true);

        Object violation = found.invoke(null, name);

        assertThat(violation).isNotNull();
        assertThat(violation.getClass().getName()).isEqualTo(Violation.class.getName());
    }

    static @Nullable Throwable found(String name) throws Exception {
        return found(name, Mutation::new);
    }

    /** What is wrong at the end of the first history in which something is; null where there is none. */
    private static @Nullable Throwable found(String name, Supplier<Mutation> mutations) throws Exception {
        Histories run = Histories.run(1, MOST_HISTORIES, MOST_SECONDS, mutations);
        System.out.println("Simulation: " + name + ": found after " + run);
        Path folder = Histories.folder();
        Throwable found =
                run.failures().isEmpty() ? null : run.failures().get(0).run(folder, mutations);
        Files.delete(folder);
        return found;
    }

    private static Arguments arguments(String name, Supplier<Mutation> mutations) {
        return Arguments.of(name, mutations);
    }
}
