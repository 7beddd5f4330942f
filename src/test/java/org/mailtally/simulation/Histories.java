package org.mailtally.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Histories of consecutive seeds, run on every processor until one fails.
 *
 * @param count how many came to their end
 * @param took how long that took
 * @param failures those that went wrong; empty where none did
 */
record Histories(long count, Duration took, List<History> failures) {

    private static final Path IN_MEMORY = Path.of("/dev/shm");

    /**
     * Runs histories.
     *
     * @param seed the first seed
     * @param most the most histories that are run
     * @param seconds after which no further one is begun
     * @param mutations makes what is wrong in each process
     */
    static Histories run(long seed, int most, int seconds, Supplier<Mutation> mutations)
            throws IOException, InterruptedException, ExecutionException {
        int threads = Runtime.getRuntime().availableProcessors();
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(seconds).toNanos();
        AtomicLong next = new AtomicLong(seed);
        AtomicLong done = new AtomicLong();
        List<History> failures = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(() -> {
                    Path folder = folder();
                    while (failures.isEmpty() && System.nanoTime() < end) {
                        long mine = next.getAndIncrement();
                        if (mine - seed >= most) {
                            break;
                        }
                        History history = History.of(mine);
                        if (history.run(folder, mutations) != null) {
                            failures.add(history);
                        }
                        done.incrementAndGet();
                    }
                    Files.delete(folder);
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return new Histories(done.get(), Duration.ofNanos(System.nanoTime() - start), List.copyOf(failures));
    }

    /** Says of each failure what went wrong, and in which shortest history that still does. */
    List<String> explained(Supplier<Mutation> mutations) throws IOException {
        Path folder = folder();
        List<String> explained = new ArrayList<>();
        for (History failure : failures) {
            History shortest = failure.shrunk(folder, mutations);
            explained.add(shortest + "\n" + shortest.run(folder, mutations));
        }
        Files.delete(folder);
        return explained;
    }

    /** A new empty folder, in memory where the system has such. */
    static Path folder() throws IOException {
        return Files.isWritable(IN_MEMORY)
                ? Files.createTempDirectory(IN_MEMORY, "simulation")
                : Files.createTempDirectory("simulation");
    }

    @Override
    public String toString() {
        return "%,d histories in %.1f s".formatted(count, took.toMillis() / 1000.0);
    }
}
