package org.mailtally.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A command of the operating system: what it is started with, and what came of it. Immutable. */
public record Command(List<String> words, Map<String, String> environment, Path directory) {

    private static final long LIMIT_SECONDS = 300;

    /** What a command left behind: its exit code and both of its streams, as UTF-8. */
    public record Outcome(int exit, String out, String err) {}

    public static Command of(Object... words) {
        return new Command(texts(words), Map.of(), Path.of("").toAbsolutePath());
    }

    public Command with(Object... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(texts(more));
        return new Command(all, environment, directory);
    }

    /** The same command with a variable of its environment set, or taken away where the value is empty. */
    public Command set(String variable, Object value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(variable, value.toString());
        return new Command(words, changed, directory);
    }

    public Command in(Path folder) {
        return new Command(words, environment, folder);
    }

    /** Runs to the end, with nothing on its standard input. */
    public Outcome run() {
        try {
            Path out = Files.createTempFile("command", ".out");
            Path err = Files.createTempFile("command", ".err");
            ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            environment.forEach((variable, value) -> {
                builder.environment().remove(variable);
                if (!value.isEmpty()) {
                    builder.environment().put(variable, value);
                }
            });
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(words + " did not end within " + LIMIT_SECONDS + " s");
            }
            Outcome outcome = new Outcome(process.exitValue(), text(out), text(err));
            Files.delete(out);
            Files.delete(err);
            return outcome;
        } catch (IOException e) {
            throw new AssertionError(words + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(words + " was interrupted", e);
        }
    }

    /** Writes a shell script that can be run. */
    public static Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** A folder for PATH that holds these tools of the system and nothing else; a tool that the system lacks is left out. */
    public static Path tools(Path folder, String... names) throws IOException {
        Files.createDirectories(folder);
        for (String name : names) {
            for (String place : List.of("/bin", "/usr/bin")) {
                Path tool = Path.of(place, name);
                if (Files.isExecutable(tool) && !Files.exists(folder.resolve(name))) {
                    script(folder.resolve(name), "exec " + tool + " \"$@\"");
                }
            }
        }
        return folder;
    }

    private static List<String> texts(Object... words) {
        List<String> texts = new ArrayList<>();
        for (Object word : words) {
            texts.add(word.toString());
        }
        return texts;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
