package org.mailtally.command;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailtally.check.CheckClient;
import org.mailtally.check.Result;
import org.mailtally.check.State;
import org.mailtally.settings.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command that requests a verdict of a running Mailtally, as a monitoring plugin does; the exit code is the state. */
@Command(
        name = "check",
        description = "Asks a running Mailtally whether there is too little or too much mail; exits 0, 1, 2 or 3.",
        mixinStandardHelpOptions = true,
        exitCodeOnUsageHelp = CheckCommand.UNKNOWN,
        exitCodeOnVersionHelp = CheckCommand.UNKNOWN)
final class CheckCommand implements Callable<Integer> {

    /** The exit code of a plugin that judged nothing, because it was to print its help, or was called wrongly. */
    static final int UNKNOWN = 3;

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            description = "Where it answers (default: ${DEFAULT-VALUE}).")
    private String url = "http://127.0.0.1:8025";

    @Option(
            names = {"-t", "--tracker"},
            required = true,
            paramLabel = "TRACKER",
            description = "The tracker's name.")
    private String tracker = "";

    @Option(
            names = {"-m", "--minutes"},
            paramLabel = "MINUTES",
            converter = Above0.class,
            description = "The minutes counted (default: ${DEFAULT-VALUE}).")
    private int minutes = 60;

    @Option(
            names = {"-w", "--warning"},
            paramLabel = "RANGE",
            description = "Warns outside this range, as 50:5000.")
    private @Nullable String warning;

    @Option(
            names = {"-c", "--critical"},
            paramLabel = "RANGE",
            description = "Is critical outside this range, as 1:20000.")
    private @Nullable String critical;

    @Option(
            names = "--unreachable",
            paramLabel = "STATE",
            description = "What no answer means: critical or unknown (default: ${DEFAULT-VALUE}).")
    private String unreachable = "critical";

    @Option(
            names = {"-T", "--timeout"},
            paramLabel = "SECONDS",
            converter = Above0.class,
            description = "How long to wait (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            converter = ProxyAddress.class,
            description = "The HTTP proxy to go through (default: none, whatever http_proxy says).")
    private @Nullable InetSocketAddress proxy;

    @Override
    public Integer call() {
        State whenUnreachable = whenUnreachable(unreachable);
        Result result = new CheckClient(Duration.ofSeconds(seconds), whenUnreachable, proxy)
                .ask(url, tracker, minutes, warning, critical);
        System.out.println(result.line());
        return result.state().exitCode();
    }

    private static State whenUnreachable(String text) {
        return switch (text) {
            case "critical" -> State.CRITICAL;
            case "unknown" -> State.UNKNOWN;
            default -> throw new UserError("--unreachable '" + text + "' is neither critical nor unknown");
        };
    }

    /** A wrong use, said as a plugin says that it knows nothing; a monitoring host would read another code as an alarm. */
    static int wrongUse(String message) {
        System.out.println(Result.unknown(message).line());
        return UNKNOWN;
    }

    /** A whole number above 0, in plain digits. */
    static final class Above0 implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
                throw new TypeConversionException("'" + text + "' is not a whole number above 0");
            }
            return Integer.valueOf(text);
        }
    }

    /** The address of an HTTP proxy. */
    static final class ProxyAddress implements ITypeConverter<InetSocketAddress> {
        private static final Pattern FORM = Pattern.compile("http://(?<host>[^\\s/@]+):(?<port>[0-9]{1,5})/?");

        @Override
        public InetSocketAddress convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches() || Integer.parseInt(form.group("port")) > 65_535) {
                throw new TypeConversionException(
                        "'" + text + "' is not the address of a proxy: give one such as http://proxy.example.com:3128");
            }
            return new InetSocketAddress(form.group("host"), Integer.parseInt(form.group("port")));
        }
    }
}
