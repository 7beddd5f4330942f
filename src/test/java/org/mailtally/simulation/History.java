package org.mailtally.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entry to this room: a history that follows from its seed.
 *
 * @param seed the seed
 * @param circumstances what does not change in it
 * @param actions what happens, in order
 */
record History(long seed, Circumstances circumstances, List<Action> actions) {

    private static final int LEAST_ACTIONS = 6;
    private static final int MOST_ACTIONS = 36;
    private static final int WEIGHTS =
            Arrays.stream(Action.Kind.values()).mapToInt(Action.Kind::weight).sum();

    static History of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Circumstances circumstances = Circumstances.of(random);
        List<Action> actions = new ArrayList<>();
        int count = random.nextInt(LEAST_ACTIONS, MOST_ACTIONS);
        for (int i = 0; i < count; i++) {
            actions.add(new Action(kind(random.nextInt(WEIGHTS)), random.nextInt(1_000), random.nextInt(1_000)));
        }
        return new History(seed, circumstances, actions);
    }

    /** One that was found to go wrong, by its actions as {@link #toString} shows them. */
    static History found(Circumstances circumstances, String actions) {
        return new History(0, circumstances, actions.lines().map(Action::parse).toList());
    }

    private static Action.Kind kind(int chosen) {
        int rest = chosen;
        for (Action.Kind kind : Action.Kind.values()) {
            rest -= kind.weight();
            if (rest < 0) {
                return kind;
            }
        }
        throw new IllegalArgumentException("beyond the weights: " + chosen);
    }

    /**
     * Lets it happen.
     *
     * @param folder an empty folder, which is empty again afterwards
     * @param mutations makes what is wrong in each process that is started
     * @return what was wrong at its end, or on the way; null where all is as it should be
     */
    @Nullable
    Throwable run(Path folder, Supplier<Mutation> mutations) {
        try (World world = new World(folder, circumstances, mutations)) {
            for (Action action : actions) {
                world.happen(action);
            }
            world.end();
            return null;
        } catch (Violation | RuntimeException wrong) {
            return wrong;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shortest history found that goes wrong, by leaving actions out of this one, which does. */
    History shrunk(Path folder, Supplier<Mutation> mutations) {
        History shortest = this;
        for (int length = Math.max(1, actions.size() / 2); length > 0; ) {
            History shorter = shortest.shorter(length, folder, mutations);
            if (shorter == null) {
                length /= 2;
            } else {
                shortest = shorter;
                length = Math.min(length, Math.max(1, shorter.actions.size() / 2));
            }
        }
        return shortest;
    }

    private @Nullable History shorter(int length, Path folder, Supplier<Mutation> mutations) {
        for (int from = actions.size() - length; from >= 0; from--) {
            List<Action> fewer = new ArrayList<>(actions);
            fewer.subList(from, from + length).clear();
            History shorter = new History(seed, circumstances, fewer);
            if (shorter.run(folder, mutations) != null) {
                return shorter;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return actions.stream()
                .map(action -> "  " + action.kind() + " " + action.which() + " " + action.much())
                .collect(Collectors.joining("\n", "seed " + seed + ", " + circumstances + "\n", ""));
    }
}
