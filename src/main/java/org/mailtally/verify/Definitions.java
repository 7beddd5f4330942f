package org.mailtally.verify;

import com.mongodb.client.MongoDatabase;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.LinePattern;
import org.mailtally.tally.Trackers;

/** The definitions by which trackers were ever counted, as {@code mail_readings} holds them. */
final class Definitions {

    private final Map<String, TreeMap<String, Definition>> byTracker = new TreeMap<>();

    static Definitions load(MongoDatabase database) {
        Definitions definitions = new Definitions();
        for (Document stored : database.getCollection("mail_readings").find()) {
            definitions.add(stored);
        }
        return definitions;
    }

    private void add(Document stored) {
        String id = stored.getString("_id");
        String tracker = stored.getString("tracker");
        String reading = id.substring(id.lastIndexOf(' ') + 1) + " " + stored.getString("definition");
        String pattern = stored.getString("pattern");
        try {
            boolean every = tracker.equals(Trackers.LINES);
            Definition definition = new Definition(
                    tracker,
                    reading,
                    pattern,
                    ZoneId.of(stored.getString("zone")),
                    every ? null : LinePattern.compile(pattern).lineTest());
            byTracker.computeIfAbsent(tracker, name -> new TreeMap<>()).put(reading, definition);
        } catch (PatternSyntaxException | DateTimeException e) {
            throw new VerifyException("mail_readings: " + id + ": " + e.getMessage());
        }
    }

    /** The trackers that were ever counted, the built-in one last. */
    SortedSet<String> trackers() {
        SortedSet<String> names = new TreeSet<>(Definitions::compare);
        names.addAll(byTracker.keySet());
        return names;
    }

    /** The order of trackers: by name, the built-in one last. */
    static int compare(String one, String other) {
        int builtIn = Boolean.compare(one.equals(Trackers.LINES), other.equals(Trackers.LINES));
        return builtIn != 0 ? builtIn : one.compareTo(other);
    }

    @Nullable
    Definition of(String tracker, String reading) {
        return byTracker.getOrDefault(tracker, new TreeMap<>()).get(reading);
    }

    /** The newest definition of each tracker. */
    Map<String, Definition> newest(Collection<String> trackers) {
        Map<String, Definition> newest = new HashMap<>();
        for (String tracker : trackers) {
            TreeMap<String, Definition> known = byTracker.get(tracker);
            if (known != null) {
                newest.put(tracker, known.lastEntry().getValue());
            }
        }
        return newest;
    }
}
