package org.mailtally;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Block;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.Processors;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.tally.MatchCounting;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Task;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/**
 * The speed of counting inside the process, beside ripgrep, mawk and mtail with the same pattern on the same log, in turns.
 * Prints a table; ends with 1 where a number of matches differs from ripgrep's.
 */
public final class EngineThroughput {
    private static final String INVITES =
            "/cleanup\\[\\d+\\]: [0-9A-Za-z]+: message-id=<[^>]*@invites\\.example\\.com>";
    private static final String ARRIVALS = "/cleanup\\[\\d+\\]: ?(?:\\[ID \\d+ \\S+\\] )?[0-9A-Za-z]+: message-id="
            + "|\\b(?:sendmail|sm-mta|sm-msp-queue|sm-msp)\\[\\d+\\]: \\w+: from=.*, msgid="
            + "|^\\S+ \\S+ (?:[+-]\\d{4} )?(?:\\[\\d+\\] )?[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} <= ";
    private static final List<String> FIVE = List.of(
            INVITES,
            "status=deferred",
            "postfix/smtpd\\[\\d+\\]: NOQUEUE: reject:",
            "status=bounced \\(",
            "/smtp\\[\\d+\\]: .*dsn=4\\.");
    private static final String[][] CLASSES = {
        {"rare literal", "status=deferred"},
        {"literal in every sixth line", "status=sent"},
        {"literals in every third line", "connect from|removed"},
        {"alternation of literals", "status=(?:bounced|deferred|expired)"},
        {"leading wildcard", ".*status=deferred"},
        {"case-insensitive", "(?i)STATUS=DEFERRED"},
        {"no literal", "\\b[45]\\.\\d\\.\\d\\b"},
        {"anchored at the line's start", "^2[0-9-]+T0\\S+ mx1 postfix/qmgr.* size="},
        {"arrivals of three mail servers", ARRIVALS},
    };
    private static final long PORTION_BYTES = 64L << 20;
    private static final int WARMING_ROUNDS = 3;
    private static final int ROUNDS = 5;

    private final Path log;
    private final Path part;
    private final Path awk;
    private boolean differs;

    private EngineThroughput(Path log, Path part, Path awk) {
        this.log = log;
        this.part = part;
        this.awk = awk;
    }

    /**
     * Measures.
     *
     * @param arguments the log, a part of it for mtail, which is slow, and the program for mawk; then the tables that are
     *     asked for, all of them where none is: {@code counting}, {@code parts}, {@code trackers}, {@code patterns}
     */
    public static void main(String[] arguments) throws Exception {
        EngineThroughput throughput =
                new EngineThroughput(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        List<String> asked = List.of(arguments).subList(3, arguments.length);
        for (String table : asked.isEmpty() ? List.of("counting", "parts", "trackers", "patterns") : asked) {
            switch (table) {
                case "counting" -> throughput.compareCounting();
                case "parts" -> throughput.compareParts();
                case "trackers" -> throughput.compareTrackers();
                case "patterns" -> throughput.compareClasses();
                default -> throw new IllegalArgumentException("there is no table " + table);
            }
        }
        System.exit(throughput.differs ? 1 : 0);
    }

    private interface Run {
        void go() throws Exception;
    }

    private void compareCounting() throws Exception {
        try (Processors one = Processors.of(1);
                Processors all = Processors.ofMachine()) {
            List<String> invites = List.of(INVITES);
            double[] speeds = speeds(
                    log,
                    () -> ripgrep(INVITES),
                    () -> command("mawk", "-f", awk.toString(), log.toString()),
                    () -> matches(INVITES, one),
                    () -> matches(INVITES, all),
                    () -> count(invites, one),
                    () -> count(invites, all));
            System.out.printf("%n| counting, GB/s | speed | of rg's %.2f | of mawk's %.2f |%n", speeds[0], speeds[1]);
            System.out.println("|---|---|---|---|");
            String[] names = {
                "windows of matches, one core",
                "windows of matches, all cores",
                "windows of all lines, one core",
                "windows of all lines, all cores"
            };
            for (int i = 0; i < names.length; i++) {
                double speed = speeds[i + 2];
                System.out.printf(
                        "| %s | %.2f | %.2f | %.1f |%n", names[i], speed, speed / speeds[0], speed / speeds[1]);
            }
        }
    }

    /** Tells what reading, searching and looking at the lines' times each take, and how much of it a second core is good for. */
    private void compareParts() throws Exception {
        try (Processors one = Processors.of(1);
                Processors all = Processors.ofMachine()) {
            List<String> invites = List.of(INVITES);
            double[] speeds = speeds(
                    log,
                    () -> read(untimed(), one),
                    () -> read(untimed(), all),
                    () -> read(timed(), one),
                    () -> read(timed(), all),
                    () -> matches(INVITES, one),
                    () -> matches(INVITES, all),
                    () -> count(invites, one),
                    () -> count(invites, all),
                    () -> ripgrep(INVITES),
                    this::ripgrepOnAllCores);
            speeds[9] *= Runtime.getRuntime().availableProcessors();
            System.out.printf("%n| parts, GB/s | one core | all cores | times one core | seconds a GB, one core |%n");
            System.out.println("|---|---|---|---|---|");
            String[] names = {
                "reading alone",
                "reading, and the times of all lines",
                "reading, and the search: windows of matches",
                "all three: windows of all lines",
                "rg -c, on all cores one for each"
            };
            for (int i = 0; i < names.length; i++) {
                double[] s = Arrays.copyOfRange(speeds, i * 2, i * 2 + 2);
                System.out.printf("| %s | %.2f | %.2f | %.2f | %.3f |%n", names[i], s[0], s[1], s[1] / s[0], 1 / s[0]);
            }
        }
    }

    private void compareTrackers() throws Exception {
        try (Processors one = Processors.of(1);
                Processors all = Processors.ofMachine()) {
            List<String> first = List.of(INVITES);
            List<String> twenty = twenty();
            double[] speeds = speeds(
                    log,
                    () -> count(first, one),
                    () -> count(FIVE, one),
                    () -> count(twenty, one),
                    () -> count(first, all),
                    () -> count(FIVE, all),
                    () -> count(twenty, all));
            System.out.printf("%n| trackers, with the windows of all lines | 1 | 5 | 20 | times one: 5, 20 |%n");
            System.out.println("|---|---|---|---|---|");
            for (int i = 0; i < 2; i++) {
                double[] s = Arrays.copyOfRange(speeds, i * 3, i * 3 + 3);
                System.out.printf(
                        "| GB/s, %s | %.2f | %.2f | %.2f | %.2f, %.2f |%n",
                        i == 0 ? "one core" : "all cores", s[0], s[1], s[2], s[0] / s[1], s[0] / s[2]);
            }
        }
    }

    private static List<String> twenty() {
        List<String> all = new ArrayList<>(FIVE);
        for (int domain = 1; all.size() < 20; domain++) {
            all.add("/cleanup\\[\\d+\\]: [0-9A-Za-z]+: message-id=<[^>]*@customer" + domain + "\\.example\\.com>");
        }
        return all;
    }

    private void compareClasses() throws Exception {
        System.out.printf("%n| pattern | Mailtally | rg | mtail | of rg's | of mtail's |%n|---|---|---|---|---|---|%n");
        try (Processors all = Processors.ofMachine()) {
            for (String[] each : CLASSES) {
                String pattern = each[1];
                long[] found = new long[2];
                double[] speeds =
                        speeds(log, () -> found[0] = matches(pattern, all), () -> found[1] = ripgrep(pattern));
                double mtail = mtail(pattern);
                System.out.printf(
                        "| %s: `%s` | %.2f | %.2f | %.4f | %.2f | %.0f |%n",
                        each[0],
                        pattern.length() > 60
                                ? pattern.substring(0, 60).replace("|", "\\|") + "…"
                                : pattern.replace("|", "\\|"),
                        speeds[0],
                        speeds[1],
                        mtail,
                        speeds[0] / speeds[1],
                        speeds[0] / mtail);
                if (found[0] != found[1]) {
                    System.out.printf("matches differ: %d, rg %d%n", found[0], found[1]);
                    differs = true;
                }
            }
        }
    }

    /** Gigabytes a second of each: medians of some rounds in turns, after some that only warm. */
    private static double[] speeds(Path read, Run... runs) throws Exception {
        double[][] seconds = new double[runs.length][ROUNDS];
        for (int round = -WARMING_ROUNDS; round < ROUNDS; round++) {
            for (int run = 0; run < runs.length; run++) {
                long before = System.nanoTime();
                runs[run].go();
                if (round >= 0) {
                    seconds[run][round] = (System.nanoTime() - before) / 1e9;
                }
            }
        }
        double size = Files.size(read) / 1e9;
        return Stream.of(seconds)
                .mapToDouble(each -> size / Arrays.stream(each).sorted().toArray()[ROUNDS / 2])
                .toArray();
    }

    private OpenLog open() throws IOException {
        Clock clock = Clock.systemUTC();
        OpenLog open = new Logs(Path.of(""), "", ZoneOffset.UTC, new Following(clock), clock).open(log.toFile());
        open.settle(open.findFirstTime().orElseThrow());
        return open;
    }

    /** Work that looks at no line, and has the times of none looked at. */
    private static Portion.Work untimed() {
        return work(block -> block.dateAlone(new int[0], 0));
    }

    /** Work that looks at no line. */
    private static Portion.Work timed() {
        return work(block -> {});
    }

    private static Portion.Work work(Portion.Blocks search) {
        return () -> new Portion.Worker() {
            @Override
            public void search(Block block) {
                search.take(block);
            }

            @Override
            public void add(Block block) {}
        };
    }

    private void read(Portion.Work work, Processors processors) throws IOException {
        try (OpenLog open = open()) {
            Place place = open.start();
            for (Portion next; (next = open.portion(place, PORTION_BYTES)) != null; place = next.end()) {
                next.read(work, processors);
            }
        }
    }

    /** Counts the windows of matches alone, as {@code try} does. */
    private long matches(String pattern, Processors processors) throws IOException {
        MatchCounting counting = new MatchCounting(LinePattern.compile(pattern));
        read(counting, processors);
        return counting.windows().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts trackers and the windows of all lines, as {@code run} does; the matches of all trackers. */
    private long count(List<String> patterns, Processors processors) throws IOException {
        List<TrackerDefinition> definitions = new ArrayList<>();
        for (String pattern : patterns) {
            String name = "t" + definitions.size();
            definitions.add(new TrackerDefinition(name, name, LinePattern.compile(pattern)));
        }
        Trackers trackers = new Trackers(() -> definitions, Trackers.BY_LIMIT, processors);
        long matches = 0;
        try (OpenLog open = open()) {
            Map<String, Place> starts = new HashMap<>();
            definitions.forEach(definition -> starts.put(definition.name(), open.start()));
            starts.put(Trackers.LINES, open.start());
            Iterator<@Nullable Task> tasks = trackers.tasks(open, trackers.now(), starts, Set.of());
            while (tasks.hasNext()) {
                Task task = tasks.next();
                if (task != null) {
                    matches += matches(trackers.aggregate(trackers.filter(task)));
                }
            }
        }
        return matches;
    }

    private static long matches(Tally tally) {
        return tally.entries().stream()
                .filter(entry -> entry.key().step() == Step.WINDOW)
                .filter(entry -> !entry.key().tracker().equals(Trackers.LINES))
                .mapToLong(Tally.Entry::count)
                .sum();
    }

    private long ripgrep(String pattern) throws Exception {
        String counted = command("rg", "--no-config", "-c", pattern, log.toString());
        return counted.isBlank() ? 0 : Long.parseLong(counted.strip());
    }

    private void ripgrepOnAllCores() throws Exception {
        List<Process> all = new ArrayList<>();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            all.add(new ProcessBuilder("rg", "--no-config", "-c", INVITES, log.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        for (Process each : all) {
            each.waitFor();
        }
    }

    private double mtail(String pattern) throws Exception {
        Path folder = Files.createTempDirectory("mailtally-mtail");
        Path program = folder.resolve("count.mtail");
        Files.writeString(program, "counter matches\n/" + pattern.replace("/", "\\/") + "/ {\n  matches++\n}\n");
        try {
            long before = System.nanoTime();
            command("mtail", "--one_shot", "--progs", folder.toString(), "--logs", part.toString());
            return Files.size(part) / 1e9 / ((System.nanoTime() - before) / 1e9);
        } finally {
            Files.delete(program);
            Files.delete(folder);
        }
    }

    private static String command(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code > 1) {
            throw new IOException(String.format(Locale.ROOT, "%s ended with %d", command[0], code));
        }
        return printed;
    }
}
