package org.mailtally.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final int DEFAULT_SECONDS = 20;

    @Test
    void randomHistories_everyLineIsCountedOnceAtItsOwnTime() throws Exception {
        Integer histories = Integer.getInteger("mailtally.histories");
        long seed = Long.getLong("mailtally.seed", 1);
        Histories run = Histories.run(
                seed,
                histories == null ? Integer.MAX_VALUE : histories,
                histories == null ? DEFAULT_SECONDS : 3_600,
                Mutation::new);
        System.out.println(run);
        assertThat(run.failures()).isEmpty();
    }
}
