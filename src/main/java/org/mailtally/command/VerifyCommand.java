package org.mailtally.command;

import com.mongodb.MongoException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.IsoTime;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;
import org.mailtally.verify.ReportForm;
import org.mailtally.verify.Verification;
import org.mailtally.verify.logs.LogFolder;
import org.mailtally.verify.logs.VerifyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that recounts the logs on disk and compares with what is stored. */
@Command(
        name = "verify",
        description =
                "Recounts the logs on disk, in a simpler and slower way, and compares with what is stored. Changes"
                        + " nothing, and may run beside a Mailtally that is counting.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All that could be recounted agrees.",
            "1:A stored count differs.",
            "2:The store, the folder or a log in it could not be looked at, or is counted under another source; or"
                    + " nothing could be recounted."
        })
final class VerifyCommand implements Callable<Integer> {

    private final Application application;

    @Mixin
    private final HomeOptions home = new HomeOptions();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Leaves out windows that begin before this: ISO 8601, in display.zone where it names none.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Leaves out windows that begin at this time or later.")
    private @Nullable String to;

    @Option(
            names = "--tracker",
            paramLabel = "NAME",
            description = "Verifies this tracker; may be repeated (default: all that were ever counted).")
    private List<String> trackers = new ArrayList<>();

    @Option(names = "--all", description = "Lists every window, not only those that differ.")
    private boolean all;

    @Option(names = "--csv", description = "Lists comma-separated values; the summary goes to standard error.")
    private boolean csv;

    VerifyCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        Settings settings = home.settings();
        ZoneId zone = settings.zone(Setting.DISPLAY_ZONE);
        Instant first = time("--from", from, zone);
        Instant last = time("--to", to, zone);
        LogFolder folder = folder(settings);
        try (Application.Counts store = application.reach(settings)) {
            Verification verification = new Verification(
                    store.client().getDatabase(settings.get(Setting.MONGODB_DATABASE)),
                    folder,
                    settings.get(Setting.MAILLOG_SOURCE));
            return switch (verification.run(trackers, first, last, new ReportForm(all, csv), System.out, System.err)) {
                case AGREES -> 0;
                case DIFFERS -> 1;
                case INCOMPLETE -> 2;
            };
        } catch (VerifyException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        } catch (MongoException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new UserError("the store does not answer: " + reason);
        }
    }

    /** The folder that holds the logs. */
    static LogFolder folder(Settings settings) {
        return new LogFolder(
                settings.path(Setting.MAILLOG_DIRECTORY),
                Pattern.compile(settings.get(Setting.MAILLOG_INCLUDE), Pattern.CASE_INSENSITIVE),
                settings.number(Setting.MAILLOG_DEPTH));
    }

    private static @Nullable Instant time(String option, @Nullable String text, ZoneId zone) {
        try {
            return text == null ? null : IsoTime.parse(text, zone);
        } catch (DateTimeException e) {
            throw new UserError(option + " " + text + " is no time: give ISO 8601 as 2026-11-23T09:55:00Z");
        }
    }
}
