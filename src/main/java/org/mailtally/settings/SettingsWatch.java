package org.mailtally.settings;

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
 * The watch over application.properties while a process runs: a change of keys that are live becomes active, and each
 * key that waits for a start is named in the log, once for each value. A file with something wrong in it changes nothing.
 */
public final class SettingsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);
    private static final long EVERY_SECONDS = 1;

    private final LiveSettings settings;
    private final Supplier<Settings> read;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "settings");
        thread.setDaemon(true);
        return thread;
    });
    private List<String> logged = List.of();
    private String seen;

    /**
     * @param settings the active settings
     * @param read reads them again, from where these came from
     */
    public SettingsWatch(LiveSettings settings, Supplier<Settings> read) {
        this.settings = settings;
        this.read = read;
        this.seen = content();
    }

    public void start() {
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
            Settings newer = read.get();
            Settings before = settings.get();
            settings.take(newer);
            settings.get()
                    .changedFrom(before)
                    .forEach(change -> LOG.info("application.properties: {} is active", change));
            waiting = newer.changedFrom(settings.get()).stream()
                    .map(change -> "application.properties: " + change + " waits for a restart")
                    .toList();
        } catch (UserError wrong) {
            waiting = List.of(wrong.getMessage() + "; the active settings stay");
            settings.refuse(waiting.get(0));
        }
        List<String> loggedBefore = logged;
        waiting.stream().filter(line -> !loggedBefore.contains(line)).forEach(LOG::warn);
        if (waiting.isEmpty() && !loggedBefore.isEmpty()) {
            LOG.info("application.properties agrees with the active settings again");
        }
        logged = waiting;
    }

    private String content() {
        try {
            return Files.readString(settings.get().home().resolve(Settings.FILE), StandardCharsets.ISO_8859_1);
        } catch (IOException away) {
            return "";
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
