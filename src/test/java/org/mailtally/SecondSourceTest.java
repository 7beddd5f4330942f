package org.mailtally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Settings;
import org.mailtally.source.Log;
import org.mailtally.store.Opened;
import org.mailtally.store.Opening;
import org.mailtally.store.Openings;
import org.mailtally.tally.TrackerDefinition;

/** One more kind of source is one more route: lines from memory go through the shipped filter, aggregate and persist. */
class SecondSourceTest extends CamelMainTestSupport {

    private static final Path ROUTES = Path.of("routes").toAbsolutePath();
    private static final Instant START = Instant.parse("2026-11-23T09:50:00Z");

    @TempDir
    private Path home;

    private final MemoryLog log = new MemoryLog(START);
    private @Nullable Store store;

    /** The bean that the route of this source opens it by. */
    public static final class Memory {
        private final Log log;
        private final Openings openings;

        Memory(Log log, Openings openings) {
            this.log = log;
            this.openings = openings;
        }

        public Opening open() {
            return openings.open(new Opened() {
                @Override
                public Log log() {
                    return log;
                }

                @Override
                public void close() {}
            });
        }
    }

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.withRoutesIncludePattern(
                "file:" + ROUTES + "/*.camel.yaml,classpath:second-source/track-memory.camel.yaml");
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        Settings settings = Settings.read(
                Path.of("").toAbsolutePath(),
                List.of(
                        "maillog.directory=" + home.resolve("logs"),
                        "mongodb.uri=embedded:" + home.resolve("data"),
                        "charts.directory=" + home.resolve("charts"),
                        "http.port=" + FreePort.next()),
                Map.of(),
                new Properties());
        Store opened = Store.open(settings);
        store = opened;
        Wiring wiring = new Wiring(new LiveSettings(settings), Clock.systemUTC());
        Map<String, Object> beans = new HashMap<>();
        wiring.bind(beans::put, opened.client(), opened.address());
        beans.put("mailtally.memory", new Memory(log, (Openings)
                Objects.requireNonNull(beans.get("mailtally.openings"))));
        wiring.activeTrackers()
                .put(wiring.check(beans).check(ROUTES).trackers().stream()
                        .map(each -> new TrackerDefinition(each.name(), each.label(), each.pattern(), each.by()))
                        .toList());
        camelContextConfiguration()
                .withUseOverridePropertiesWithPropertiesComponent(settings.forRoutes())
                .withRegistryBinder(registry -> beans.forEach(registry::bind));
        return super.createCamelContext();
    }

    @AfterEach
    void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void linesFromMemory_areFilteredAggregatedAndPersistedOnce() {
        log.append("2026-11-23T09:50:01+00:00 mx1 postfix/cleanup[9]: 4XyZ1q: message-id=<a@b>");
        log.append("2026-11-23T09:51:01+00:00 mx1 postfix/qmgr[9]: 4XyZ1q: removed");
        log.append("2026-11-23T10:01:00+00:00 mx1 postfix/cleanup[9]: 4XyZ2q: message-id=<c@b>");
        context().createProducerTemplate().sendBody("direct:track-memory", null);
        log.append("2026-11-23T10:02:00+00:00 mx1 postfix/cleanup[9]: 4XyZ3q: message-id=<d@b>");
        context().createProducerTemplate().sendBody("direct:track-memory", null);
        context().createProducerTemplate().sendBody("direct:track-memory", null);

        assertThat(rows("mail", "outgoing"))
                .containsExactly("2026-11-23T09:50:00Z 1", "2026-11-23T09:55:00Z 0", "2026-11-23T10:00:00Z 2");
        assertThat(rows("mail_lines", "lines"))
                .containsExactly("2026-11-23T09:50:00Z 2", "2026-11-23T09:55:00Z 0", "2026-11-23T10:00:00Z 2");
    }

    private List<String> rows(String collection, String tracker) {
        List<String> rows = new ArrayList<>();
        if (store != null) {
            for (Document row : store.client()
                    .getDatabase("logs")
                    .getCollection(collection)
                    .find(new Document("tracker", tracker))
                    .sort(new Document("_id", 1))) {
                rows.add(row.getDate("insert_time").toInstant() + " " + row.get("msg_count"));
            }
        }
        return rows;
    }
}
