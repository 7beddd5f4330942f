package org.mailtally;

import com.mongodb.client.MongoClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.mailtally.follow.ActiveTrackers;
import org.mailtally.follow.PollThread;
import org.mailtally.follow.SeenFiles;
import org.mailtally.http.WorkbenchKey;
import org.mailtally.reload.RouteCheck;
import org.mailtally.reload.RouteReloader;
import org.mailtally.serve.Folder;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;
import org.mailtally.source.Processors;
import org.mailtally.source.file.FolderWatch;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.LogFiles;
import org.mailtally.source.kafka.Brokers;

/**
 * The one place that wires: every bean that a route names, under a name that begins with {@code mailtally.}, as no
 * tracker's can; and the HTTP server, under the name by which Camel looks for it.
 */
final class Wiring implements AutoCloseable {

    /** Where beans are bound under their names. */
    @FunctionalInterface
    interface Beans {
        void bind(String name, Object bean);
    }

    private final LiveSettings live;
    private final Settings settings;
    private final Clock clock;
    private final WorkbenchKey workbenchKey;
    private final Following following;
    private final SeenFiles seen;
    private final ActiveTrackers activeTrackers;
    private final LogFiles files;
    private final FolderWatch folderWatch;
    private final PollThread pollThread;
    private final Processors processors = Processors.ofMachine();
    private final Edits edits;
    private final Brokers brokers;

    Wiring(LiveSettings live, Clock clock) {
        this.live = live;
        this.settings = live.get();
        this.clock = clock;
        this.workbenchKey = WorkbenchKey.fresh(settings.number(Setting.HTTP_PORT));
        this.following = new Following(clock);
        if (settings.flag(Setting.KAFKA_ENABLED)) {
            following.needNone();
        }
        this.seen = new SeenFiles(following);
        this.files = new LogFiles(
                settings.path(Setting.MAILLOG_DIRECTORY), included(), settings.number(Setting.MAILLOG_DEPTH));
        this.folderWatch = new FolderWatch(files);
        this.pollThread = new PollThread(folderWatch, System::nanoTime);
        this.activeTrackers = new ActiveTrackers(seen, following, pollThread);
        this.brokers = new Brokers(new KafkaAccess(settings).properties());
        this.edits = new Edits(activeTrackers, following);
    }

    /** What opens the lines of the logs in the workbench. */
    WorkbenchKey workbenchKey() {
        return workbenchKey;
    }

    /** Ends the threads that routes use; for when they have stopped. */
    @Override
    public void close() {
        folderWatch.close();
        pollThread.shutdownNow();
        processors.close();
        brokers.close();
    }

    /** The trackers that are counted; none before some are activated. */
    ActiveTrackers activeTrackers() {
        return activeTrackers;
    }

    /** The check of route files that use the beans bound by this. */
    RouteCheck check(Map<String, Object> beans) {
        Map<String, Object> idle = new HashMap<>(beans);
        idle.put("mailtally.store", IdleStore.client());
        return new RouteCheck(settings.forRoutes(), idle, new TrackerBeans());
    }

    /** The watch over the route files of a process. */
    RouteReloader reloader(Map<String, Object> beans) {
        RouteReloader reloader =
                new RouteReloader(settings.home().resolve("routes"), check(beans), activeTrackers::put, clock);
        edits.watchedBy(reloader);
        return reloader;
    }

    /** Binds the beans into a process that is still to be started. */
    void bind(Beans beans, MongoClient store, String storeAddress) {
        CountingBeans counting =
                new CountingBeans(live, clock, activeTrackers, following, files, pollThread, processors, brokers);
        counting.bind(beans);
        beans.bind("mailtally.poll-thread", pollThread);
        beans.bind("mailtally.seen", seen);
        beans.bind("mailtally.store", store);
        AlertBeans alerting = new AlertBeans(live, clock);
        alerting.bind(beans);
        new AnswerBeans(live, clock, counting, following, edits, workbenchKey, alerting)
                .bind(beans, folder(), storeAddress);
    }

    /** The folder that is followed. */
    Folder folder() {
        return new Folder(
                settings.path(Setting.MAILLOG_DIRECTORY),
                included(),
                settings.number(Setting.MAILLOG_DEPTH),
                settings.flag(Setting.KAFKA_ENABLED));
    }

    private Pattern included() {
        return Pattern.compile(settings.get(Setting.MAILLOG_INCLUDE), Pattern.CASE_INSENSITIVE);
    }
}
