package org.mailtally.command;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.mailtally.recount.RecountException;
import org.mailtally.recount.Recounting;
import org.mailtally.reload.RefusedException;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;
import org.mailtally.source.Processors;
import org.mailtally.store.RecountClaims;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;
import org.mailtally.verify.logs.LogFolder;
import org.mailtally.verify.logs.VerifyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has the running process recount the logs on disk. */
@Command(
        name = "recount",
        description =
                "Puts the stored counts of the logs on disk right: the running Mailtally recounts them, row by row,"
                        + " while it goes on counting. Where none is running, the next start does. Counts of logs that are gone"
                        + " stay as they are.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The logs are recounted, or will be with the next start.",
            "1:The recount has not come to its end, or a log could not be read.",
            "2:The store or the folder could not be reached, or a tracker is counted by another definition."
        })
final class RecountCommand implements Callable<Integer> {

    private final Application application;

    @Mixin
    private final HomeOptions home = new HomeOptions();

    @Option(
            names = "--tracker",
            paramLabel = "NAME",
            description =
                    "Recounts this tracker; may be repeated (default: all, and the built-in tracker of all lines).")
    private List<String> requested = new ArrayList<>();

    RecountCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        Settings settings = home.settings();
        List<TrackerDefinition> definitions = definitions(settings);
        Trackers trackers = new Trackers(
                () -> definitions,
                settings.number(Setting.BY_LIMIT),
                Processors.of(1),
                settings.flag(Setting.MAILLOG_REPEATS));
        List<String> names = names(trackers);
        LogFolder folder = VerifyCommand.folder(settings);
        try (Application.Counts store = application.reach(settings)) {
            Recounting recounting = new Recounting(
                    store.client().getDatabase(settings.get(Setting.MONGODB_DATABASE)),
                    folder,
                    settings.get(Setting.MAILLOG_SOURCE),
                    new RecountClaims(trackers, settings.get(Setting.MAILLOG_ZONE), Clock.systemUTC()),
                    System.out);
            return recounting.run(names, counted(settings, store)) ? 0 : 1;
        } catch (RecountException | VerifyException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        } catch (MongoSecurityException e) {
            throw new UserError(
                    Setting.MONGODB_URI.key() + ": the store refuses the user or password in it: give those of"
                            + " a user who may read and write the database " + settings.get(Setting.MONGODB_DATABASE));
        } catch (MongoException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new UserError(Setting.MONGODB_URI.key() + ": the store does not answer: " + reason
                    + ": start it, or give the address at which it is reached");
        }
    }

    private static Recounting.Counted counted(Settings settings, Application.Counts store) {
        if (store.isIdle()) {
            return Recounting.Counted.WITH_THE_NEXT_START;
        }
        return settings.isEmbedded() ? Recounting.Counted.NOW : Recounting.Counted.PERHAPS_NOW;
    }

    /** The trackers that the route files of the home define. */
    private List<TrackerDefinition> definitions(Settings settings) {
        try {
            return application.check(settings).trackers();
        } catch (RefusedException wrong) {
            throw new UserError(wrong.refusal().withExcerpt());
        }
    }

    private List<String> names(Trackers trackers) {
        List<String> known = trackers.names();
        for (String name : requested) {
            if (!known.contains(name)) {
                throw new UserError("--tracker " + name + " is not defined; these are: " + String.join(", ", known));
            }
        }
        return requested.isEmpty() ? known : requested.stream().distinct().toList();
    }
}
