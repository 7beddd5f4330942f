package org.mailtally;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.Following;
import org.mailtally.log.Logs;
import org.mailtally.log.OpenLog;
import org.mailtally.tally.LinePattern;
import org.mailtally.tally.Step;
import org.mailtally.tally.Stretch;
import org.mailtally.tally.Tally;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts what a pattern would count, per window, without storing anything. */
@Command(
        name = "try",
        description =
                "Counts the lines that a pattern matches, per 5-minute window of the lines' own time; stores nothing.",
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {

    private static final String NAME = "try";

    @Parameters(index = "0", paramLabel = "PATTERN", description = "A regular expression over one line.")
    private String pattern = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Logs, compressed or not.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of times that name none (default: the system's).")
    private @Nullable ZoneId zone;

    /**
     * The command of plain arguments, without an option: read without picocli, which alone takes as long as counting
     * 200 MB; empty for any other arguments.
     */
    static Optional<TryCommand> ofPlain(String... arguments) {
        boolean plain =
                Stream.of(arguments).noneMatch(argument -> argument.startsWith("-") || argument.startsWith("@"));
        if (!plain || arguments.length < 3 || !arguments[0].equals(NAME)) {
            return Optional.empty();
        }
        TryCommand command = new TryCommand();
        command.pattern = arguments[1];
        command.files = Stream.of(arguments).skip(2).map(Path::of).toList();
        return Optional.of(command);
    }

    @Override
    public Integer call() {
        LinePattern compiled;
        try {
            compiled = LinePattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new UserError(
                    "pattern: " + e.getDescription() + " near index " + e.getIndex() + " of " + e.getPattern());
        }
        Trackers trackers = new Trackers(() -> List.of(new TrackerDefinition(NAME, NAME, compiled)));
        Map<Long, Long> windows = new TreeMap<>();
        for (Path file : files) {
            try {
                count(file, trackers, windows);
            } catch (IOException e) {
                throw new UserError(file + " can't be read: " + reason(e));
            }
        }
        print(windows, System.out);
        if (trackers.undecided(NAME) > 0) {
            System.err.println(trackers.undecided(NAME) + " lines took too many steps and were not decided");
        }
        return 0;
    }

    private static String reason(IOException fault) {
        return fault instanceof AccessDeniedException ? "permission denied" : String.valueOf(fault.getMessage());
    }

    private void count(Path file, Trackers trackers, Map<Long, Long> windows) throws IOException {
        Clock clock = Clock.systemUTC();
        Following following = new Following(clock);
        Logs logs = new Logs(Path.of(""), "", zone == null ? ZoneId.systemDefault() : zone, following, clock);
        File asked = file.toFile();
        if (!asked.isFile()) {
            throw new UserError(file + (asked.exists() ? " is no file" : " is not there"));
        }
        try (OpenLog log = logs.open(asked)) {
            OptionalLong first = log.isUnsettled() ? log.findFirstTime() : OptionalLong.empty();
            if (first.isEmpty()) {
                System.err.println(file + " holds no line with a time that is known, so none can be counted");
                return;
            }
            log.settle(first.getAsLong());
            Iterator<@Nullable Stretch> stretches =
                    trackers.stretches(log, trackers.now(), Map.of(NAME, log.start()), Set.of());
            while (stretches.hasNext()) {
                Stretch stretch = stretches.next();
                if (stretch != null) {
                    add(trackers.tally(stretch), windows);
                }
            }
        }
    }

    private static void add(Tally tally, Map<Long, Long> windows) {
        for (Tally.Entry entry : tally.entries()) {
            if (entry.key().step() == Step.WINDOW && entry.count() > 0) {
                windows.merge(entry.key().start(), entry.count(), Long::sum);
            }
        }
    }

    private static void print(Map<Long, Long> windows, PrintStream out) {
        long total = 0;
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Long, Long> window : windows.entrySet()) {
            text.append(Step.name(window.getKey()))
                    .append(' ')
                    .append(window.getValue())
                    .append('\n');
            total += window.getValue();
        }
        text.append("total ").append(total).append('\n');
        out.print(text);
        out.flush();
    }
}
