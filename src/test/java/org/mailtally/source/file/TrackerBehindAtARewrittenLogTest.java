package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Contents;

/** A log was rewritten behind where one tracker stands, and before where another one does: what went is a possible gap. */
class TrackerBehindAtARewrittenLogTest {

    private final LogFolder logs;
    private final Path path;

    TrackerBehindAtARewrittenLogTest(@TempDir Path folder) {
        logs = new LogFolder(folder);
        path = logs.path("mail.log");
    }

    @Test
    void look_rewrittenBehindTheTrackerThatLags_findsThePossibleGap() throws IOException {
        Clock clock = Clock.fixed(LogFolder.NOW, ZoneOffset.UTC);
        Sightings sightings = new Sightings(LogFiles.allOf(logs.path(".")), "mx1", clock, () -> 0);
        String kept = "Nov 23 09:53:01 mx1 postfix/qmgr[1]: kept\n".repeat(20);
        logs.write("mail.log", kept + "Nov 23 09:53:01 mx1 postfix/qmgr[1]: gone\n".repeat(20));
        Place lagging = place(kept.length());
        Place furthest = place(kept.length() * 2L);
        LogId id;
        try (OpenLog log = logs.open("mail.log")) {
            id = log.id();
        }
        opened(sightings).of(id, 1, furthest);
        Files.writeString(path, kept + "Nov 23 09:53:02 mx1 postfix/qmgr[1]: new\n".repeat(40));

        OpenLog.Sighting again = opened(sightings);
        again.of(id, 1, lagging);
        again.of(id, 1, new Place(kept.length() * 2L, 0, "other", 1));
        sightings.look();

        assertThat(sightings.found()).hasSize(1);
    }

    private OpenLog.Sighting opened(Sightings sightings) throws IOException {
        return sightings.opened(path, Files.readAttributes(path, BasicFileAttributes.class));
    }

    private Place place(long position) throws IOException {
        try (Content content = Contents.open(path)) {
            return new Place(position, LogFolder.NOW.getEpochSecond(), Contents.hashBefore(content, position));
        }
    }
}
