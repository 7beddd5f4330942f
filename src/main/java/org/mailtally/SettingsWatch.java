package org.mailtally;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch over application.properties while a process runs: no change of it is live, so that each key that waits for a
 * start is named in the log, once for each value; and what is wrong with it, before that start would refuse it.
 */
final class SettingsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);
    private static final long EVERY_SECONDS = 1;

    private final Settings running;
    private final Supplier<Settings> read;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "settings");
        thread.setDaemon(true);
        return thread;
    });
    private List<String> told = List.of();
    private String seen;

    /**
     * @param running the settings in force
     * @param read reads them anew, from where these came from
     */
    SettingsWatch(Settings running, Supplier<Settings> read) {
        this.running = running;
        this.read = read;
        this.seen = content();
    }

    void start() {
        ScheduledFuture<?> unused =
                looking.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Looks once. */
    void look() {
        String content = content();
        if (content.equals(seen)) {
            return;
        }
        seen = content;
        List<String> waiting;
        try {
            waiting = read.get().changedFrom(running).stream()
                    .map(change -> "application.properties: " + change + " waits for a restart")
                    .toList();
        } catch (UserError wrong) {
            waiting = List.of(wrong.getMessage() + "; the settings in force stay");
        }
        List<String> before = told;
        waiting.stream().filter(line -> !before.contains(line)).forEach(LOG::warn);
        if (waiting.isEmpty() && !before.isEmpty()) {
            LOG.info("application.properties is again as it is in force");
        }
        told = waiting;
    }

    private String content() {
        try {
            return Files.readString(running.home().resolve(Settings.FILE), StandardCharsets.ISO_8859_1);
        } catch (IOException away) {
            return "";
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
