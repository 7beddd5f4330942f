package org.mailtally.settle;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.bson.Document;
import org.mailtally.source.LogId;
import org.mailtally.source.file.LogOnDisk;
import org.mailtally.source.file.Logs;
import org.mailtally.store.Checkpoints;
import org.mailtally.store.Find;
import org.mailtally.store.Lookup;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.Trackers;

/**
 * The search for the source under which the logs on disk are counted already: first the names that the store knows, and,
 * where ours is none of them, of each of the newest files a checkpoint that it fits under another one. For one thread.
 */
final class SourceSearch implements Lookup {

    private static final String PREFIX = "source ";

    /** More files than a few months of rotations leave. */
    private static final int MOST_FILES = 32;

    private static final Document ALL = new Document("$gte", "").append("$lt", "\uffff");
    private static final Pattern LOG_ID = Pattern.compile("[0-9a-f]{32}");

    /** What is found next. */
    private enum Step {
        NAMES,
        NAMES_OF_ARCHIVES,
        NAMES_OF_SILENCE,
        FILES,
        NOTHING
    }

    private final Logs logs;
    private final String source;
    private final Runnable claimed;
    private final BiConsumer<String, String> refused;
    private final Set<String> names = new TreeSet<>();
    private final Deque<LogOnDisk> files = new ArrayDeque<>();
    private Step step = Step.NAMES;
    private boolean mayClaim;

    /**
     * @param claimed is done when logs are known to be counted under our name
     * @param refused takes a file that is counted already, and the name under which it is
     */
    SourceSearch(Logs logs, String source, Runnable claimed, BiConsumer<String, String> refused) {
        this.logs = logs;
        this.source = source;
        this.claimed = claimed;
        this.refused = refused;
    }

    @Override
    public boolean isOpen() {
        return step != Step.NOTHING;
    }

    @Override
    public Find find() {
        return switch (step) {
            case NAMES, NOTHING ->
                new Find(
                        StoredNames.MAIL_MARKS,
                        new Document("_id", new Document("$gte", PREFIX).append("$lt", "source!")));
            case NAMES_OF_ARCHIVES -> new Find(StoredNames.MAIL_ARCHIVES, new Document("_id", ALL));
            case NAMES_OF_SILENCE ->
                new Find(StoredNames.MAIL_DAYS, new Document("_id", ALL).append("tracker", Trackers.LINES));
            case FILES -> Checkpoints.find(checkpoints());
        };
    }

    private List<String> checkpoints() {
        return List.copyOf(checkpointsOf(files.getFirst()).keySet());
    }

    @Override
    public List<WriteModel<Document>> take(List<Document> stored) throws IOException {
        switch (step) {
            case NAMES -> {
                return takeNames(stored);
            }
            case NAMES_OF_ARCHIVES -> {
                stored.forEach(each -> names.add(Archives.sourceOf(each)));
                step = Step.NAMES_OF_SILENCE;
            }
            case NAMES_OF_SILENCE -> {
                stored.forEach(each -> addUnlessLog(each.getString("log")));
                files.addAll(names.isEmpty() || names.contains(source) ? List.of() : logs.newest(MOST_FILES));
                step = Step.FILES;
            }
            case FILES -> compare(files.removeFirst(), stored);
            case NOTHING -> {}
        }
        if (step == Step.FILES && files.isEmpty()) {
            mayClaim = true;
            step = Step.NAMES;
        }
        return List.of();
    }

    private List<WriteModel<Document>> takeNames(List<Document> stored) {
        Set<String> claims = new TreeSet<>();
        stored.forEach(each -> claims.add(each.getString("_id").substring(PREFIX.length())));
        if (claims.contains(source)) {
            claimed.run();
            step = Step.NOTHING;
            return List.of();
        }
        if (mayClaim) {
            return List.of(new UpdateOneModel<>(
                    new Document("_id", PREFIX + source),
                    new Document("$setOnInsert", new Document("source", source)),
                    new UpdateOptions().upsert(true)));
        }
        names.addAll(claims);
        step = Step.NAMES_OF_ARCHIVES;
        return List.of();
    }

    private void addUnlessLog(String log) {
        if (!LOG_ID.matcher(log).matches()) {
            names.add(log);
        }
    }

    private void compare(LogOnDisk file, List<Document> stored) {
        Map<String, String> sources = checkpointsOf(file);
        for (Document document : stored) {
            if (step == Step.FILES && file.holds(Checkpoints.place(document))) {
                refused.accept(file.name(), String.valueOf(sources.get(document.getString("_id"))));
                step = Step.NOTHING;
            }
        }
    }

    /** The ids of the checkpoints that a file's log may have, each with the source under which it would. */
    private Map<String, String> checkpointsOf(LogOnDisk file) {
        Map<String, String> checkpoints = new HashMap<>();
        for (String name : names) {
            for (LogId id : file.ids(name)) {
                checkpoints.put(Checkpoints.id(id.hex(), Trackers.LINES), name);
            }
        }
        return checkpoints;
    }
}
