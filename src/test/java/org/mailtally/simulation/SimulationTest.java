package org.mailtally.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mailtally.rounds.Repeating;
import org.mailtally.rounds.Rounds;
import org.mailtally.source.file.OpenLog;

/**
 * Random histories against the ledger. {@code -Dmailtally.histories=…} runs so many, {@code -Dmailtally.seconds=…} begins
 * none after that time, {@code -Dmailtally.seed=…} begins with that seed instead of 1.
 */
class SimulationTest {

    private static final int FEW_HISTORIES = 5_000;
    private static final int ALL_HISTORIES = 100_000;

    @Test
    void randomHistories_everyLineIsCountedOnceAtItsOwnTime() throws Exception {
        int most = Rounds.of("mailtally.histories", FEW_HISTORIES, ALL_HISTORIES);
        int seconds = Integer.getInteger("mailtally.seconds", Integer.MAX_VALUE);
        long seed = Long.getLong("mailtally.seed", 1);

        Histories run = Histories.run(seed, most, seconds, Mutation::new);

        System.out.println("Simulation: " + run);
        assertThat(run.explained(Mutation::new)).as(repeating(run)).isEmpty();
    }

    private static String repeating(Histories run) {
        return run.failures().stream()
                .map(failed -> "To repeat it: "
                        + Repeating.command(
                                SimulationTest.class, String.valueOf(failed.seed()), "mailtally.histories=1"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void sameSeed_theStoreIsToldTheSame() throws Exception {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(told(seed)).isEqualTo(told(seed));
        }
    }

    private static List<String> told(long seed) throws Exception {
        List<String> told = new ArrayList<>();
        Path folder = Histories.folder();
        History.of(seed).run(folder, () -> new Mutation() {
            @Override
            boolean write(@Nullable OpenLog log, String collection, WriteModel<Document> write, SimulatedStore store) {
                UpdateOneModel<Document> update = (UpdateOneModel<Document>) write;
                told.add(collection + " " + update.getFilter() + " " + update.getUpdate());
                return super.write(log, collection, write, store);
            }
        });
        Files.delete(folder);
        return told;
    }
}
