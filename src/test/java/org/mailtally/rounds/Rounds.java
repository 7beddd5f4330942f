package org.mailtally.rounds;

/** The number of rounds of a random test: few by default, all of them where the environment has {@code CI}. */
public final class Rounds {

    private Rounds() {}

    /** Whether all rounds are run. */
    public static boolean all() {
        return System.getenv("CI") != null;
    }

    /**
     * The number of rounds.
     *
     * @param property the system property that sets another number
     * @param few the number on a developer's machine
     * @param all the number on CI
     */
    public static int of(String property, int few, int all) {
        return Integer.getInteger(property, all() ? all : few);
    }
}
