package org.mailtally.verify.count;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LinePattern;
import org.mailtally.pattern.LineTest;
import org.mailtally.tally.Trackers;
import org.mailtally.verify.logs.VerifyException;

/** The definitions by which trackers were ever counted, as {@code mail_readings} holds them. */
public final class StoredDefinitions {

    private static final Pattern REWRITING = Pattern.compile("(?<=^\\d{1,9})\\.(\\d+)");

    private final Map<String, TreeMap<String, Definition>> byTracker = new TreeMap<>();

    public static StoredDefinitions load(MongoDatabase database) {
        StoredDefinitions definitions = new StoredDefinitions();
        for (Document stored : database.getCollection("mail_readings").find(Filters.exists("definition"))) {
            definitions.add(stored);
        }
        return definitions;
    }

    private void add(Document stored) {
        String id = stored.getString("_id");
        String tracker = stored.getString("tracker");
        String reading = id.substring(id.lastIndexOf(' ') + 1) + " " + stored.getString("definition");
        String pattern = stored.getString("pattern");
        String by = stored.getString("by");
        try {
            LinePattern compiled = LinePattern.compile(pattern);
            LineTest test = tracker.equals(Trackers.LINES) ? null : compiled.lineTest();
            LineValues values = by == null || test == null
                    ? null
                    : new LineValues(by, compiled.hasGroup(by), stored.getInteger("by_limit"), test);
            Definition definition = new Definition(
                    tracker,
                    reading,
                    pattern,
                    ZoneId.of(stored.getString("zone")),
                    stored.getBoolean("repeats", false),
                    test,
                    values);
            byTracker.computeIfAbsent(tracker, name -> new TreeMap<>()).put(reading, definition);
        } catch (PatternSyntaxException | DateTimeException e) {
            throw new VerifyException("mail_readings: " + id + ": " + e.getMessage());
        }
    }

    /** The trackers that were ever counted, the built-in one last. */
    public SortedSet<String> trackers() {
        SortedSet<String> names = new TreeSet<>(StoredDefinitions::compare);
        names.addAll(byTracker.keySet());
        return names;
    }

    /** The order of trackers: by name, the built-in one last. */
    public static int compare(String one, String other) {
        int builtIn = Boolean.compare(one.equals(Trackers.LINES), other.equals(Trackers.LINES));
        return builtIn != 0 ? builtIn : one.compareTo(other);
    }

    /**
     * The definition of a reading, as rows and checkpoints have it.
     *
     * @return null where it is not known
     */
    @Nullable
    Definition of(String tracker, String reading) {
        return byTracker
                .getOrDefault(tracker, new TreeMap<>())
                .get(REWRITING.matcher(reading).replaceFirst(""));
    }

    /** How often a log had been rewritten in place that has this reading, as its number says: {@code 0005.0001 c41d…}. */
    static int rewriting(String reading) {
        Matcher rewriting = REWRITING.matcher(reading);
        return rewriting.find() ? Integer.parseInt(rewriting.group(1)) : 0;
    }

    /** The newest definition of each tracker. */
    public Map<String, Definition> newest(Collection<String> trackers) {
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
