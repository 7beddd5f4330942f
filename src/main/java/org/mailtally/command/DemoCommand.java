package org.mailtally.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.demo.SampleLog;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;
import org.mailtally.settings.SystemZone;
import org.mailtally.settings.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that shows what it looks like: writes a living sample log and follows it, in a folder of its own. */
@Command(
        name = "demo",
        description = "Shows what it looks like: writes eight weeks of a mail host's logs and a log that lives on,"
                + " follows them and serves the page.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final int WEEKS = 8;
    private static final long SEED = 2026;

    private static final String INVITES =
            """
                # Of the accepted mail, what one domain sent: its message-ids end in that domain.
                - name: invites
                  type: org.mailtally.Tracker
                  properties:
                    label: Invites
                    pattern: '/cleanup\\[\\d+\\]: [0-9A-Za-z]+: message-id=<[^>]*@invites\\.example\\.com>'
            """;

    private static final String QUEUED =
            """
                # Every mail that came into the queue, broken down by the domain of its message-id.
                - name: queued
                  type: org.mailtally.Tracker
                  properties:
                    label: Mail queued
                    pattern: '/cleanup\\[\\d+\\]: [0-9A-Za-z]+: message-id=<[^>]*@(?<domain>[^>]+)>'
                    by: domain
            """;

    private static final String FIRST = "- beans:\n";

    private final Application application;

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The folder of the log, the routes and the counts; kept, and gone on with next time"
                    + " (default: a temporary one, removed at the end).")
    private @Nullable Path directory;

    @Option(names = "--rehearse", hidden = true, description = "Requests each page once, and ends.")
    private boolean rehearsed;

    DemoCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() throws Exception {
        Path given = directory;
        Path folder = prepared(given, options.folder());
        Settings settings = options.settings(
                folder,
                List.of(
                        "maillog.directory=" + folder.resolve("logs"),
                        "maillog.source=demo",
                        "mongodb.uri=embedded:" + folder.resolve("data"),
                        "charts.directory=" + folder.resolve("charts"),
                        "http.port=" + freePort(System.out)));
        SampleLog log = SampleLog.startAfterWeeks(folder.resolve("logs"), WEEKS, Clock.system(SystemZone.now()), SEED);
        if (rehearsed) {
            String address = "http://" + settings.get(Setting.HTTP_HOST) + ":" + settings.get(Setting.HTTP_PORT);
            new Thread(new Rehearsal(address), "rehearsal").start();
        }
        return application.run(new LiveSettings(settings), () -> {
            log.close();
            if (given == null) {
                remove(folder);
            }
        });
    }

    /**
     * The folder with routes in it: the given one, or a temporary one.
     *
     * @throws UserError where it cannot be made or written to
     */
    private static Path prepared(@Nullable Path given, Path home) throws IOException {
        try {
            Path folder = given == null ? Files.createTempDirectory("mailtally-demo-") : Files.createDirectories(given);
            copyHome(home, folder);
            return folder;
        } catch (FileSystemException e) {
            String reason = e instanceof AccessDeniedException
                    ? "permission denied"
                    : e instanceof FileAlreadyExistsException
                            ? "is no folder"
                            : Objects.requireNonNullElse(e.getReason(), "can't be made");
            throw new UserError((given == null ? "temporary folder" : "--dir " + given) + ": " + e.getFile() + ": "
                    + reason + ": give a folder that this user may write to with --dir");
        }
    }

    /** Copies the routes and settings of a home, with two trackers more; a folder that has them is left as it is. */
    private static void copyHome(Path home, Path folder) throws IOException {
        Path routes = folder.resolve("routes");
        if (Files.exists(routes)) {
            return;
        }
        Files.createDirectories(routes);
        try (Stream<Path> files = Files.list(home.resolve("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Path trackers = routes.resolve("trackers.camel.yaml");
        String shipped = Files.readString(trackers, StandardCharsets.UTF_8);
        Files.writeString(trackers, shipped.replace(FIRST, FIRST + QUEUED) + INVITES, StandardCharsets.UTF_8);
    }

    /** The usual port, or a free one where that is taken. */
    private static int freePort(PrintStream out) throws IOException {
        int usual = Integer.parseInt(Setting.HTTP_PORT.defaultValue());
        String host = Setting.HTTP_HOST.defaultValue();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, usual));
            return usual;
        } catch (IOException taken) {
            try (ServerSocket free = new ServerSocket()) {
                free.bind(new InetSocketAddress(host, 0));
                out.println("Port " + usual + " is taken, so the demo takes " + free.getLocalPort());
                return free.getLocalPort();
            }
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't remove " + folder, e);
        }
    }
}
