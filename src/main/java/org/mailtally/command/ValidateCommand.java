package org.mailtally.command;

import java.util.concurrent.Callable;
import org.mailtally.reload.CheckedRoutes;
import org.mailtally.reload.RefusedException;
import org.mailtally.reload.RouteCheck;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;
import org.mailtally.tally.TrackerDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that checks the settings and the route files of a home as a running process does, without running anything. */
@Command(
        name = "validate",
        description = "Checks application.properties and the route files without running them; exits 0 or 1.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    private static final int WRONG = 1;

    private final Application application;

    @Mixin
    private final HomeOptions home = new HomeOptions();

    ValidateCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        try {
            Settings settings = home.settings();
            CheckedRoutes routes = application.check(settings);
            System.out.println(settings.home() + " is right: " + counted(routes.routes(), "route") + ", "
                    + counted(routes.trackers().size(), "tracker"));
            routes.trackers().forEach(ValidateCommand::reportBound);
            RouteCheck.misnamed(settings.home().resolve("routes")).forEach(System.out::println);
            return 0;
        } catch (UserError wrong) {
            System.err.println(wrong.getMessage());
            return WRONG;
        } catch (RefusedException wrong) {
            System.err.println(wrong.refusal().withExcerpt());
            return WRONG;
        }
    }

    /** Reports that not every line may be decided by a tracker's pattern. */
    private static void reportBound(TrackerDefinition tracker) {
        String bound = tracker.pattern().bound();
        if (!bound.isEmpty()) {
            System.out.println("tracker '" + tracker.name() + "': " + bound);
        }
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
