package org.mailtally.rounds;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * The number of cases that each law of jqwik is tried on, and the command that repeats one that failed: of the tries that
 * {@code @Property} names, a developer's machine runs a fifth. {@code -Dmailtally.seed=…} sets the seed.
 */
public final class LawRounds implements AroundPropertyHook {

    private static final int SHARE = 5;
    private static final int TRIES_UNLESS_NAMED = 1_000;
    private static final int FEWEST = 20;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext law, PropertyExecutor executor) {
        PropertyAttributes attributes = law.attributes();
        int tries = attributes.tries().orElse(TRIES_UNLESS_NAMED);
        if (!Rounds.all() && tries > FEWEST) {
            attributes.setTries(Math.max(FEWEST, tries / SHARE));
        }
        String seed = System.getProperty("mailtally.seed");
        if (seed != null) {
            attributes.setSeed(seed);
        }
        PropertyExecutionResult result = executor.execute();
        Throwable failure = result.throwable().orElse(null);
        if (result.status() != PropertyExecutionResult.Status.FAILED || failure == null) {
            return result;
        }
        String command = Repeating.command(law.containerClass(), result.seed().orElse("?"));
        return result.mapToFailed(new AssertionError(failure.getMessage() + "\nTo repeat it: " + command, failure));
    }
}
