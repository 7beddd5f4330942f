package org.mailtally.settle;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.LogId;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;

/** Two processes meet two new logs that begin alike, each the other one, and claim their marks at the same time. */
class MarksClaimedByTwoLogsAtOnceTest {

    private static final String ALIKE = "2026-11-23T10:00:00Z mx newsyslog: turned over\n";

    private final Path folder;
    private final Marks marks = new Marks();
    private final Map<String, Document> stored = new LinkedHashMap<>();

    MarksClaimedByTwoLogsAtOnceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void claims_ofTheLogThatLost_doNotPartTheOtherOneWhenItGrows() throws IOException {
        Path shorter = write("mail.log", ALIKE + lines("b", 1));
        Path longer = write("mail.log.1", ALIKE + lines("a", 5));
        try (OpenLog one = open(shorter);
                OpenLog other = open(longer)) {
            List<WriteModel<Document>> winning = marks.lookup(one).take(List.of());
            List<WriteModel<Document>> losing = marks.lookup(other).take(List.of());
            insert(winning);
            insert(losing);
        }
        LogId counted = settle(shorter);

        write("mail.log", ALIKE + lines("b", 4));

        assertThat(settle(shorter)).isEqualTo(counted);
        assertThat(settle(longer)).isNotEqualTo(counted);
    }

    private LogId settle(Path file) throws IOException {
        try (OpenLog log = open(file)) {
            while (log.isUnsettled()) {
                insert(marks.lookup(log).take(List.copyOf(stored.values())));
            }
            return log.id();
        }
    }

    private OpenLog open(Path file) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:05:00Z"), ZoneOffset.UTC);
        return new Logs(folder, "mx", ZoneOffset.UTC, new Following(clock), clock).open(file.toFile());
    }

    private void insert(List<WriteModel<Document>> claims) {
        for (WriteModel<Document> claim : claims) {
            UpdateOneModel<Document> update = (UpdateOneModel<Document>) claim;
            Document document = new Document((Document) update.getFilter());
            document.putAll(((Document) update.getUpdate()).get("$setOnInsert", Document.class));
            document.replaceAll((field, value) -> value instanceof Instant time ? Date.from(time) : value);
            stored.putIfAbsent(document.getString("_id"), document);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String lines(String name, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("2026-11-23T10:01:00Z mx ").append(name).append(i).append('\n');
        }
        return lines.toString();
    }
}
