package org.mailtally.rounds;

/** The command that runs one random test again with a seed, at the top of a clone. */
public final class Repeating {

    private Repeating() {}

    /**
     * The command.
     *
     * @param test the test's class
     * @param seed the seed
     * @param settings system properties, {@code name=value}
     */
    public static String command(Class<?> test, String seed, String... settings) {
        String name = test.getSimpleName();
        StringBuilder command = new StringBuilder(Rounds.all() ? "CI=true " : "").append("./mvnw -B ");
        command.append(
                name.endsWith("IT")
                        ? "verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=" + name
                        : "test -Dtest=" + name);
        command.append(" -Dmailtally.seed=").append(seed);
        for (String setting : settings) {
            command.append(" -D").append(setting);
        }
        return command.toString();
    }
}
