package org.mailtally.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.mailtally.rounds.Rounds;

/**
 * FerretDB, a store of other make that speaks MongoDB's protocol, as a program for {@link StoreServer}. The command that
 * serves it lies outside the project: the system property {@code ferretdb} names it. It builds FerretDB with Go where it
 * was not built yet. Immutable.
 *
 * @param command serves it: {@code run ADDRESS DIRECTORY}
 */
record FerretDb(Path command) implements StoreServer.Program {

    private static final Path BESIDE_THE_PROJECT = Path.of("../shared/ferretdb/run");
    private static final Path GO = Path.of("/usr/local/go/bin");
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(5);

    /** FerretDB, built; where that cannot be, the test is skipped, and why is said. */
    static FerretDb built(Path folder) throws IOException, InterruptedException {
        String named = System.getProperty("ferretdb");
        need(named != null || Rounds.all(), "it takes minutes: CI=true or -Dferretdb=… runs it");
        FerretDb program = new FerretDb((named == null ? BESIDE_THE_PROJECT : Path.of(named)).toAbsolutePath());
        need(Files.isExecutable(program.command), "there is no " + program.command + " (-Dferretdb=… names another)");
        need(program.runs("go", "version"), "there is no Go to build FerretDB with");
        Path said = folder.resolve("built");
        Process serving = program.start(folder.resolve("data"), said);
        try {
            boolean serves = false;
            for (long end = System.nanoTime() + LONGEST_BUILD.toNanos(); !serves && System.nanoTime() < end; ) {
                boolean ended = serving.waitFor(100, TimeUnit.MILLISECONDS);
                serves = Files.readString(said).contains("mongodb://");
                need(
                        serves || !ended,
                        "FerretDB cannot be built: " + Files.readString(said).strip());
            }
            need(serves, "FerretDB was not built within " + LONGEST_BUILD.toMinutes() + " minutes");
        } finally {
            serving.descendants().forEach(ProcessHandle::destroyForcibly);
            serving.destroyForcibly().waitFor();
        }
        return program;
    }

    private static void need(boolean met, String otherwise) {
        if (!met) {
            System.out.println("FerretDbIT is skipped: " + otherwise);
        }
        assumeTrue(met, "skipped: " + otherwise);
    }

    private boolean runs(String... words) throws InterruptedException {
        try {
            ProcessBuilder builder = withGo(new ProcessBuilder(words));
            return builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Override
    public Process start(Path data, Path said) throws IOException {
        return withGo(new ProcessBuilder(
                        command.toString(),
                        "127.0.0.1:0",
                        Files.createDirectories(data).toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private static ProcessBuilder withGo(ProcessBuilder builder) {
        builder.environment().merge("PATH", GO.toString(), (path, go) -> path + ":" + go);
        return builder;
    }
}
