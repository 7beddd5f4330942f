package org.mailtally;

import java.time.Clock;
import java.util.stream.Stream;
import org.mailtally.follow.ActiveTrackers;
import org.mailtally.follow.Faults;
import org.mailtally.follow.Lookout;
import org.mailtally.follow.PollThread;
import org.mailtally.follow.Polls;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;
import org.mailtally.settings.SourceFile;
import org.mailtally.settle.Archives;
import org.mailtally.settle.Files;
import org.mailtally.settle.Gaps;
import org.mailtally.settle.Sources;
import org.mailtally.source.Processors;
import org.mailtally.source.file.FollowedFolder;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.LogFiles;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.Sightings;
import org.mailtally.source.kafka.Brokers;
import org.mailtally.source.kafka.RecordText;
import org.mailtally.store.Checkpoints;
import org.mailtally.store.Horizons;
import org.mailtally.store.Openings;
import org.mailtally.store.Readings;
import org.mailtally.store.RowIndexes;
import org.mailtally.store.StoreWatch;
import org.mailtally.store.rows.Retention;
import org.mailtally.store.rows.Rows;
import org.mailtally.tally.SilentWindows;
import org.mailtally.tally.Trackers;
import org.mailtally.topic.KafkaClients;
import org.mailtally.topic.Topics;

/** The beans that count: what reads the logs, filters, aggregates, and says what is stored. */
final class CountingBeans {

    private final Settings settings;
    private final LiveSettings live;
    private final Clock clock;
    private final Trackers trackers;
    private final StoreWatch watch;
    private final Faults faults;
    private final Readings readings;
    private final Gaps gaps;
    private final Sources sources;
    private final Polls polls;
    private final Files files;
    private final Openings openings;
    private final Horizons horizons = new Horizons();
    private final Rows rows;
    private final KafkaClients kafkaClients;
    private final Topics topics;

    CountingBeans(
            LiveSettings live,
            Clock clock,
            ActiveTrackers active,
            Following following,
            LogFiles folder,
            PollThread pollThread,
            Processors processors,
            Brokers brokers) {
        this.live = live;
        this.settings = live.get();
        this.clock = clock;
        String source = settings.get(Setting.MAILLOG_SOURCE);
        this.trackers = new Trackers(
                active, settings.number(Setting.BY_LIMIT), processors, settings.flag(Setting.MAILLOG_REPEATS));
        this.watch = new StoreWatch(clock);
        this.faults = new Faults(watch);
        Sightings sightings = new Sightings(folder, source, clock, System::nanoTime);
        this.gaps = new Gaps(sightings);
        SilentWindows silentWindows = new SilentWindows(source, clock, System::nanoTime);
        FollowedFolder followed = new FollowedFolder(folder, following, clock);
        this.polls = new Polls(new Lookout(followed, sightings, silentWindows), pollThread);
        Logs logs = new Logs(folder, source, settings.zone(Setting.MAILLOG_ZONE), following, sightings, clock);
        Sources counted = new Sources(logs, source, () -> SourceFile.keep(settings));
        this.sources = counted;
        RowIndexes indexes = new RowIndexes(!settings.isEmbedded());
        this.readings = new Readings(trackers, settings.get(Setting.MAILLOG_ZONE), clock, recounted -> {
            counted.findAgain();
            indexes.makeAgain();
            active.recount(recounted);
        });
        Checkpoints checkpoints = new Checkpoints(trackers, readings);
        this.openings = new Openings(trackers, readings, checkpoints, horizons, silentWindows, watch, indexes);
        Archives archives = new Archives(logs, trackers, checkpoints, source);
        this.files = new Files(logs, openings, readings, gaps, sources, archives, clock);
        this.kafkaClients = new KafkaClients(brokers, settings.get(Setting.KAFKA_BROKERS), clock);
        this.topics = new Topics(
                brokers,
                openings,
                gaps,
                new RecordText(settings.get(Setting.KAFKA_MESSAGE)),
                settings.zone(Setting.MAILLOG_ZONE).getRules());
        this.rows = new Rows(readings, horizons, source, trackers.byLimit(), indexes);
    }

    void bind(Wiring.Beans beans) {
        beans.bind("mailtally.polls", polls);
        beans.bind("mailtally.faults", faults);
        beans.bind("mailtally.files", files);
        beans.bind("mailtally.trackers", trackers);
        beans.bind("mailtally.openings", openings);
        beans.bind("mailtally.rows", rows);
        beans.bind("mailtally.topics", topics);
        beans.bind("mailtally.kafka-clients", kafkaClients);
        beans.bind("mailtally.retention", new Retention(horizons, this::ages, clock));
    }

    private Retention.Ages ages() {
        Settings now = live.get();
        return new Retention.Ages(now.duration(Setting.RETENTION_WINDOWS), now.duration(Setting.RETENTION_HOURS));
    }

    Trackers trackers() {
        return trackers;
    }

    StoreWatch watch() {
        return watch;
    }

    Faults faults() {
        return faults;
    }

    Readings readings() {
        return readings;
    }

    Gaps gaps() {
        return gaps;
    }

    /** Why nothing is counted, or a tracker no more; in one line each. */
    Stream<String> refusals() {
        return Stream.of(
                        sources.refusal().stream(),
                        readings.remarks().stream(),
                        topics.remarks(),
                        kafkaClients.remark().stream())
                .flatMap(lines -> lines);
    }
}
