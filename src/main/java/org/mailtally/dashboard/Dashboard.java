package org.mailtally.dashboard;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard: turns a situation into the answer of {@code /health} and into chart files, and finds the page's own
 * resources. All three say the same, because one judgement words them.
 *
 * <p>This class is threadsafe.
 */
public final class Dashboard {
    private final Pages pages;

    /** The dashboard with its workbench. */
    public Dashboard() {
        this(true);
    }

    /** @param workbench whether the page of the workbench is among the resources */
    public Dashboard(boolean workbench) {
        pages = new Pages(workbench);
    }

    /**
     * The resource behind a request path, or empty if there is none.
     *
     * @param path the decoded path of the request, such as {@code /} or {@code /style.css}
     */
    public Optional<Page> page(String path) {
        return pages.find(path);
    }

    /**
     * How Mailtally is doing, as status and JSON.
     *
     * @param zone the IANA id of the zone that times are worded in; null or unknown means the situation's own
     */
    public Health health(Situation situation, @Nullable String zone) {
        return HealthDocument.of(situation, zoneOr(situation.zone(), zone));
    }

    /**
     * The chart file of one tracker, in the situation's zone.
     *
     * @param tracker the name of one of the situation's trackers
     * @param dataTable the tracker's last hour as a gviz DataTable, strict JSON on one line
     * @throws IllegalArgumentException if the situation holds no tracker of that name
     */
    public ChartFile chart(Situation situation, String tracker, String dataTable) {
        Situation.Hour hour = situation.trackers().stream()
                .filter(each -> each.name().equals(tracker))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tracker is named \"" + tracker + "\""));
        String fileName =
                Objects.requireNonNull(ChartNames.of(situation.trackers()).get(tracker));
        return new ChartFile(fileName, new ChartHtml(situation, hour).render(dataTable));
    }

    private static ZoneId zoneOr(ZoneId otherwise, @Nullable String zone) {
        if (zone == null) {
            return otherwise;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            return otherwise;
        }
    }
}
