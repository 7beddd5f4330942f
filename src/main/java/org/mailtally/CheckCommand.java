package org.mailtally;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mailtally.check.CheckClient;
import org.mailtally.check.Result;
import org.mailtally.check.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a running Mailtally for a verdict, as a monitoring plugin does; the exit code is the state. */
@Command(
        name = "check",
        description = "Asks a running Mailtally whether there is too little or too much mail; exits 0, 1, 2 or 3.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Option(names = "-u", paramLabel = "URL", description = "Where it answers (default: ${DEFAULT-VALUE}).")
    private String url = "http://127.0.0.1:8025";

    @Option(names = "-t", required = true, paramLabel = "TRACKER", description = "The tracker's name.")
    private String tracker = "";

    @Option(names = "-m", paramLabel = "MINUTES", description = "The minutes counted (default: ${DEFAULT-VALUE}).")
    private int minutes = 60;

    @Option(names = "-w", paramLabel = "RANGE", description = "Warns outside this range, as 50:5000.")
    private @Nullable String warning;

    @Option(names = "-c", paramLabel = "RANGE", description = "Is critical outside this range, as 1:20000.")
    private @Nullable String critical;

    @Option(
            names = "--unreachable",
            paramLabel = "STATE",
            description = "What no answer means: critical or unknown (default: ${DEFAULT-VALUE}).")
    private String unreachable = "critical";

    @Option(names = "-T", paramLabel = "SECONDS", description = "How long to wait (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Override
    public Integer call() {
        State whenUnreachable = whenUnreachable(unreachable);
        Result result = new CheckClient(Duration.ofSeconds(seconds), whenUnreachable)
                .ask(url, tracker, minutes, warning, critical);
        System.out.println(result.line());
        return result.state().exitCode();
    }

    private static State whenUnreachable(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "critical" -> State.CRITICAL;
            case "unknown" -> State.UNKNOWN;
            default -> throw new UserError("--unreachable " + text + ": give critical or unknown");
        };
    }
}
