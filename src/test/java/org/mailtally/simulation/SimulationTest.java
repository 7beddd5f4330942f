package org.mailtally.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mailtally.log.OpenLog;

/**
 * Random histories against the ledger, as many on any machine. {@code -Dmailtally.histories=…} runs so many, {@code
 * -Dmailtally.seconds=…} begins none after that time, {@code -Dmailtally.seed=…} begins with that seed instead of 1.
 */
class SimulationTest {

    private static final int HISTORIES = 30_000;

    @Test
    void randomHistories_everyLineIsCountedOnceAtItsOwnTime() throws Exception {
        int most = Integer.getInteger("mailtally.histories", HISTORIES);
        int seconds = Integer.getInteger("mailtally.seconds", Integer.MAX_VALUE);
        long seed = Long.getLong("mailtally.seed", 1);

        Histories run = Histories.run(seed, most, seconds, Mutation::new);

        System.out.println("Simulation: " + run);
        assertThat(run.explained(Mutation::new)).isEmpty();
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
