package org.mailtally.command;

import java.util.concurrent.Callable;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.SettingsWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that follows the logs and serves the page, until it is ended. */
@Command(
        name = "run",
        description = "Follows the logs and serves the page, until it is ended.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private final Application application;

    @Mixin
    private final HomeOptions home = new HomeOptions();

    RunCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() throws Exception {
        LiveSettings settings = new LiveSettings(home.settings());
        try (SettingsWatch watch = new SettingsWatch(settings, home::settings)) {
            watch.start();
            return application.run(settings, () -> {});
        }
    }
}
