package org.mailtally.serve;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.dashboard.ChartFile;
import org.mailtally.dashboard.Dashboard;
import org.mailtally.dashboard.Situation;
import org.mailtally.gviz.DataSource;
import org.mailtally.gviz.Request;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The chart files: a page for each tracker that is read without a server. Thread-safe. */
public final class ChartFiles {

    private final Situations situations;
    private final Dashboard dashboard;
    private final Trackers trackers;
    private final DataSource source;
    private final StoreAnswer store;

    public ChartFiles(
            Situations situations, Dashboard dashboard, Trackers trackers, DataSource source, StoreWatch watch) {
        this.situations = situations;
        this.dashboard = dashboard;
        this.trackers = trackers;
        this.source = source;
        this.store = new StoreAnswer(watch);
    }

    /** The question about the counts that the files show. */
    public Question question() {
        return situations.question();
    }

    /**
     * The files as they are now, one for each tracker; none where the store does not answer: the previous ones stay, and
     * say when they were written.
     */
    public List<ChartFile> files(Question question, @Nullable List<? extends Iterable<Document>> rows) {
        Series series = store.series(question, rows);
        if (series == null) {
            return List.of();
        }
        Situation situation = situations.gather(series);
        return trackers.definitions().stream()
                .map(tracker -> dashboard.chart(situation, tracker.name(), dataTable(series, tracker)))
                .toList();
    }

    private String dataTable(Series series, TrackerDefinition tracker) {
        Request json = source.request(Map.of("tqx", "out:json"), true, null);
        byte[] answer = source.answer(json, CountTable.of(series.only(tracker.name()), trackers.definitions()))
                .body();
        return new String(answer, StandardCharsets.UTF_8).strip();
    }
}
