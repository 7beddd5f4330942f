package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What mongosh and the like request is answered or refused, and the log of the process holds no ERROR of it. */
class OtherPeoplesClientsTest {
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private OpenStore open;
    private MongoCollection<Document> mail;

    @BeforeEach
    void open(@TempDir Path directory) {
        open = OpenStore.in(directory);
        mail = open.collection("mail");
        Rows.insert(mail, 5);
        logged.start();
        root().addAppender(logged);
    }

    @AfterEach
    void close() {
        root().detachAppender(logged);
        open.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** The errors that the process would log, by the configuration that it ships with. */
    private List<String> errors() throws Exception {
        LoggerContext shipped = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(shipped);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
        return logged.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .filter(event -> shipped.getLogger(event.getLoggerName()).isEnabledFor(event.getLevel()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void stats_asMongoshRequestsThem_areAnswered() {
        Document stats = mail.aggregate(List.of(Document.parse("{$collStats: {storageStats: {scale: 1}}}")))
                .first();

        assertThat(stats).containsEntry("ns", "logs.mail");
        assertThat(stats.get("storageStats", Document.class))
                .containsEntry("count", 5)
                .containsEntry("nindexes", 1)
                .containsKeys("size", "storageSize", "avgObjSize", "indexSizes");
    }

    @Test
    void set_asAStage_addsFields() {
        assertThat(mail.aggregate(List.of(Document.parse("{$set: {twice: {$multiply: ['$msg_count', 2]}}}")))
                        .map(row -> row.get("twice", Number.class).longValue()))
                .containsExactly(0L, 2L, 4L, 6L, 8L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{explain: {find: 'mail', filter: {}}, verbosity: 'queryPlanner'}",
                "{explain: {aggregate: 'mail', pipeline: [], cursor: {}}, verbosity: 'executionStats'}",
                "{aggregate: 'mail', pipeline: [], cursor: {}, explain: true}",
                "{aggregate: 'mail', pipeline: [{$group: {_id: {$dateTrunc: {date: '$insert_time', unit: 'hour'}}}}], cursor: {}}",
                "{aggregate: 'mail', pipeline: [{$unionWith: 'mail_hours'}], cursor: {}}",
                "{update: 'mail', updates: [{q: {}, u: [{$set: {a: 1}}]}]}",
                "{hostInfo: 1}",
                "{usersInfo: 1}",
                "{noSuchCommand: 1}"
            })
    void command_thatTheStoreDoesNotKnow_isRefusedWithoutAnErrorInTheLog(String command) throws Exception {
        assertThatThrownBy(() -> open.client().getDatabase("logs").runCommand(Document.parse(command)))
                .isInstanceOf(MongoCommandException.class);

        assertThat(errors()).isEmpty();
        assertThat(mail.countDocuments()).isEqualTo(5);
    }

    @Test
    void max_ofNumbersOf32And64Bits_comparesTheirValues() {
        MongoCollection<Document> rows = open.collection("rows");
        long beyond = 1L << 32;
        for (Number count : List.of(7L, 3, 8, 8L, 2L, beyond, 9, beyond - 1)) {
            rows.updateOne(
                    new Document("_id", "one"),
                    new Document("$max", new Document("msg_count", count)),
                    new UpdateOptions().upsert(true));
            rows.updateOne(
                    new Document("_id", count.toString()),
                    new Document("$max", new Document("msg_count", count)),
                    new UpdateOptions().upsert(true));
        }
        assertThat(rows.find(new Document("_id", "one")).first()).containsEntry("msg_count", beyond);
        assertThat(rows.find(new Document("_id", "9")).first()).containsEntry("msg_count", 9);
    }
}
