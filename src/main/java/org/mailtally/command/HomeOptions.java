package org.mailtally.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;
import picocli.CommandLine.Option;

/** The options of every command that reads the settings. Filled by picocli. */
final class HomeOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The folder with application.properties and routes/ (default: the current folder if it has"
                    + " them, else the installation).")
    @Nullable
    Path home;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets a key of application.properties for this run; may be repeated.")
    List<String> set = new ArrayList<>();

    Settings settings() {
        return Settings.read(folder(), set, System.getenv(), System.getProperties());
    }

    Settings settings(Path folder, List<String> before) {
        List<String> all = new ArrayList<>(before);
        all.addAll(set);
        return Settings.read(folder, all, System.getenv(), System.getProperties());
    }

    /** @throws UserError where the folder has no routes */
    Path folder() {
        Path given = home;
        if (given != null) {
            return withRoutes(given);
        }
        Path here = Path.of("").toAbsolutePath();
        boolean isHome = Files.isDirectory(here.resolve("routes"))
                && Files.isRegularFile(here.resolve("application.properties"));
        String installation = System.getProperty("mailtally.installation", here.toString());
        return withRoutes(isHome ? here : Path.of(installation));
    }

    private static Path withRoutes(Path folder) {
        if (!Files.isDirectory(folder.resolve("routes"))) {
            throw new UserError("--home " + folder + ": there is no routes folder in it: give the folder that holds"
                    + " application.properties and routes/");
        }
        return folder.toAbsolutePath().normalize();
    }
}
