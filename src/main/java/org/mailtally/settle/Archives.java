package org.mailtally.settle;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.file.Imprint;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.Checkpoints;
import org.mailtally.store.Find;
import org.mailtally.store.Lookup;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.Trackers;

/**
 * The archives that were read to their ends, as insert-only documents {@code {_id: "<source> <imprint>", log, position,
 * time, hash}}: which log such a file is, and where it ends. So a start need not read again what is counted already, nor ask
 * about each file by itself: it finds these documents once and for the checkpoints of their logs, and passes over each
 * file whose log every active tracker has counted to that end.
 *
 * <p>Nothing is counted by them. An archive that is not known here, or of which a checkpoint lags, is opened as any other
 * file; so one may be deleted at any time. Thread-safe.
 */
public final class Archives {

    /** The archives that are noted in one go while there are more to read. */
    private static final int NOTED_AT_ONCE = 200;

    private final Logs logs;
    private final Trackers trackers;
    private final Checkpoints checkpoints;
    private final String source;
    private final Map<String, Ended> noted = new LinkedHashMap<>();
    private boolean searching;
    private boolean searched;
    private volatile Counted counted = new Counted(new Definitions(List.of()), Map.of());

    /**
     * What an archive is.
     *
     * @param end where it ends; the place of a log that was never rewritten
     */
    record Ended(LogId log, Place end) {}

    /**
     * The archives that are counted to their ends, by their imprints.
     *
     * @param by what all trackers counted them by
     */
    private record Counted(Definitions by, Map<String, Ended> archives) {}

    public Archives(Logs logs, Trackers trackers, Checkpoints checkpoints, String source) {
        this.logs = logs;
        this.trackers = trackers;
        this.checkpoints = checkpoints;
        this.source = source;
    }

    /** Whether a file is an archive that is counted to its end, as far as is known now, without reading it. */
    boolean isKnownCounted(@Nullable File file) {
        Counted known = counted;
        if (file == null || known.archives().isEmpty()) {
            return false;
        }
        Imprint imprint = logs.imprint(file);
        return imprint != null && isKnownCounted(imprint, known);
    }

    /** Whether a file that was opened, before that was known, is known as such by now. */
    boolean isKnownCounted(@Nullable OpenLog log) {
        Counted known = counted;
        if (log == null || !log.isArchive() || known.archives().isEmpty()) {
            return false;
        }
        try {
            return isKnownCounted(log.imprint(), known);
        } catch (IOException foundOutWhereItIsCounted) {
            return false;
        }
    }

    private boolean isKnownCounted(Imprint imprint, Counted known) {
        Ended ended = known.archives().get(imprint.hash());
        if (ended == null || !trackers.isActive(known.by())) {
            return false;
        }
        logs.knownToItsEnd(imprint, ended.log(), ended.end());
        return true;
    }

    /**
     * What is to be found before a file is counted.
     *
     * @param log the file; null where nothing changed, so that what was noted is to be stored and the start is over
     * @return null for nothing
     */
    synchronized @Nullable Lookup lookup(@Nullable OpenLog log, Definitions definitions) {
        if (log == null) {
            counted = new Counted(definitions, Map.of());
        } else if (!log.isArchive()) {
            return null;
        } else if (!searched && !searching) {
            searching = true;
            return new ArchiveSearch(definitions, checkpoints, source);
        }
        boolean isTime = log == null ? !noted.isEmpty() : noted.size() >= NOTED_AT_ONCE;
        return isTime ? new Notes(Map.copyOf(noted)) : null;
    }

    /** A lookup has ended, done or not. */
    synchronized void ended(Lookup lookup) {
        if (lookup instanceof ArchiveSearch search) {
            searching = false;
            searched = !search.isOpen();
            counted = searched ? new Counted(search.definitions(), search.counted()) : counted;
        }
    }

    /**
     * Notes an archive that was read to its end, where it was.
     *
     * @param reachedByAll gives the place that every tracker has reached; null where they are at different places
     * @throws IOException where it cannot be read
     */
    void note(OpenLog log, Supplier<@Nullable Place> reachedByAll) throws IOException {
        Place end = log.isArchive() && log.isSettled() && log.rewriting() == 0 ? reachedByAll.get() : null;
        Imprint imprint = end == null ? null : log.imprintEndingAt(end);
        if (imprint != null && end != null) {
            synchronized (this) {
                noted.put(id(source, imprint.hash()), new Ended(log.id(), end));
            }
        }
    }

    private synchronized void stored(String id) {
        noted.remove(id);
    }

    /** The name of the source that noted an archive. */
    static String sourceOf(Document archive) {
        String id = archive.getString("_id");
        return id.substring(0, id.lastIndexOf(' '));
    }

    private static String id(String source, String imprint) {
        return source + " " + imprint;
    }

    /** The storing of what was noted: found until it is there. */
    private final class Notes implements Lookup {

        private final Map<String, Ended> missing;

        Notes(Map<String, Ended> noted) {
            this.missing = new LinkedHashMap<>(noted);
        }

        @Override
        public boolean isOpen() {
            return !missing.isEmpty();
        }

        @Override
        public Find find() {
            return new Find(
                    StoredNames.MAIL_ARCHIVES, new Document("_id", new Document("$in", List.copyOf(missing.keySet()))));
        }

        @Override
        public List<WriteModel<Document>> take(List<Document> stored) {
            for (Document document : stored) {
                String id = document.getString("_id");
                missing.remove(id);
                stored(id);
            }
            List<WriteModel<Document>> claims = new ArrayList<>();
            missing.forEach((id, archive) -> claims.add(claim(id, archive)));
            return claims;
        }

        private WriteModel<Document> claim(String id, Ended archive) {
            Document insert = new Document("log", archive.log().hex())
                    .append("position", archive.end().position())
                    .append("time", archive.end().state().text())
                    .append("hash", archive.end().hash());
            return new UpdateOneModel<>(
                    new Document("_id", id), new Document("$setOnInsert", insert), new UpdateOptions().upsert(true));
        }
    }
}
