package org.mailtally;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.SettingsWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Follows the logs and serves the page, until it is told to end. */
@Command(
        name = "run",
        description = "Follows the logs and serves the page, until it is told to end.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private final HomeOptions home = new HomeOptions();

    @Override
    public Integer call() throws Exception {
        LiveSettings settings = new LiveSettings(home.settings());
        try (SettingsWatch watch = new SettingsWatch(settings, home::settings)) {
            watch.start();
            return new Service(settings, Clock.systemUTC(), System.out).run();
        }
    }
}
