package org.mailtally.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.LongPredicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.IsoTime;
import org.mailtally.pattern.LinePattern;
import org.mailtally.settings.SystemZone;
import org.mailtally.settings.UserError;
import org.mailtally.terminal.TrialReport;
import org.mailtally.workbench.NewestMatches;
import org.mailtally.workbench.ShownLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The command that counts what a pattern would count, per window, without storing anything. */
@Command(
        name = "try",
        description =
                "Counts the lines that a pattern matches, per 5-minute window of the lines' own time; stores nothing.",
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {

    private static final String NAME = "try";
    private static final String INPUT = "-";
    private static final int DEFAULT_LINES = 10;
    private static final int MOST_LINES = 40;
    private static final int MOST_SHARES = 20;
    private static final int COLUMNS = 80;

    @Parameters(index = "0", paramLabel = "PATTERN", description = "A regular expression over one line.")
    private String pattern = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "Logs, compressed or not; - or none is the standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of times that name none (default: the system's).")
    private @Nullable ZoneId zone;

    @Option(names = "--from", paramLabel = "TIME", description = "Shows windows from then on: 2026-11-23, or ISO 8601.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Shows windows that start before then.")
    private @Nullable String to;

    @Option(
            names = "--by",
            paramLabel = "VALUE",
            description = "Counts per value as well: host, or a named group of the pattern. The largest 100 are shown.")
    private @Nullable String by;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            converter = Form.class,
            description = "bars, plain, csv or json (default: bars in a terminal, else plain).")
    private @Nullable TryOutput format;

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "With bars, the newest matching lines that are shown, up to 40 (default: 10).")
    private int lines = DEFAULT_LINES;

    @Option(names = "--color", paramLabel = "WHEN", description = "always, never or auto (default: in a terminal).")
    private String color = "auto";

    /** A form by its name in small letters. */
    static final class Form implements ITypeConverter<TryOutput> {
        @Override
        public TryOutput convert(String value) {
            try {
                return TryOutput.valueOf(value.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + value + "' is none of bars, plain, csv, json");
            }
        }
    }

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
        ZoneId known = zone == null ? SystemZone.now() : zone;
        LinePattern compiled = compiled();
        boolean terminal = Boolean.getBoolean("mailtally.terminal");
        TryOutput shown = format != null ? format : terminal ? TryOutput.BARS : TryOutput.PLAIN;
        List<Path> read = new ArrayList<>();
        for (Path file : files.isEmpty() ? List.of(Path.of(INPUT)) : files) {
            read.add(file.toString().equals(INPUT) ? spooled() : file);
        }
        run(compiled, read, known, shown, color.equals("always") || (color.equals("auto") && terminal));
        return 0;
    }

    private LinePattern compiled() {
        try {
            return LinePattern.written(pattern);
        } catch (PatternSyntaxException e) {
            String caret = e.getIndex() < 0 ? "" : "\n  " + " ".repeat(e.getIndex()) + "^";
            throw new UserError("pattern: " + e.getDescription() + "\n  " + e.getPattern() + caret);
        }
    }

    /** The standard input as a file: the year of times that name none follows from the last line. */
    private static Path spooled() {
        try {
            Path file = Files.createTempFile("mailtally-try", ".log");
            file.toFile().deleteOnExit();
            Files.copy(System.in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UserError("the standard input can't be kept in a temporary file: " + e.getMessage()
                    + ": give the log as a FILE");
        }
    }

    private void run(LinePattern compiled, List<Path> read, ZoneId known, TryOutput shown, boolean colour) {
        boolean bars = shown == TryOutput.BARS;
        try (TryCount count = new TryCount(compiled, by, known, range(known), bars)) {
            run(compiled, read, known, shown, colour, count);
        }
    }

    private void run(
            LinePattern compiled, List<Path> read, ZoneId known, TryOutput shown, boolean colour, TryCount count) {
        boolean bars = shown == TryOutput.BARS;
        long before = System.nanoTime();
        read.forEach(count::count);
        double seconds = Math.max(1, System.nanoTime() - before) / 1e9;
        SortedMap<Long, Long> windows = count.windows();
        TryValues values = by == null ? null : count.values();
        if (bars) {
            TrialReport report = new TrialReport(colour, columns(), known);
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            out.print(report.lines(newest(compiled, read, count)));
            out.print("\n" + report.bars(windows) + "\n");
            if (values != null) {
                out.print(report.shares("matches by " + by, values.largest(MOST_SHARES), values.total()) + "\n");
            }
            out.print(summary(compiled, count, seconds));
            out.flush();
        } else {
            System.out.print(shown.of(windows, values));
            System.out.flush();
        }
        if (count.undecided() > 0) {
            System.err.println(
                    count.undecided() + " lines took too many steps and were not decided: " + compiled.bound());
        }
    }

    private List<ShownLine> newest(LinePattern compiled, List<Path> read, TryCount count) {
        NewestMatches newest = new NewestMatches(compiled, Math.max(0, Math.min(MOST_LINES, lines)));
        if (lines > 0 && !count.windows().isEmpty()) {
            read.forEach(file -> count.open(file, newest::look));
        }
        return newest.lines();
    }

    private static String summary(LinePattern compiled, TryCount count, double seconds) {
        long matches = count.matches();
        List<String> literals = compiled.literals();
        String searched = literals.isEmpty()
                ? "no literal to search for, so every line is tried: a pattern with a fixed text in it is faster"
                : "searched for "
                        + String.join(
                                " or ",
                                literals.stream().map(l -> "'" + l + "'").toList());
        return "%,d of %,d lines match; %,.0f lines and %,.0f matches a second; %s\n"
                .formatted(matches, count.lines(), count.lines() / seconds, matches / seconds, searched);
    }

    /** Whether a window starts in the range of {@code --from} and {@code --to}. */
    private LongPredicate range(ZoneId known) {
        long first = from == null ? Long.MIN_VALUE : second("--from", from, known);
        long end = to == null ? Long.MAX_VALUE : second("--to", to, known);
        return start -> start >= first && start < end;
    }

    private static long second(String option, String text, ZoneId known) {
        try {
            Instant time = IsoTime.parse(text, known);
            return time.getEpochSecond();
        } catch (DateTimeException e) {
            throw new UserError(option + " " + text + ": no time: give it as 2026-11-23 or 2026-11-23T09:55:00Z");
        }
    }

    private static int columns() {
        try {
            return Math.max(40, Integer.parseInt(String.valueOf(System.getenv("COLUMNS"))));
        } catch (NumberFormatException notSet) {
            return COLUMNS;
        }
    }
}
