package org.mailtally.verify;

import com.mongodb.client.MongoDatabase;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailtally.verify.count.Progress;
import org.mailtally.verify.count.Recount;
import org.mailtally.verify.count.Span;
import org.mailtally.verify.count.StoredDefinitions;
import org.mailtally.verify.count.StoredLog;
import org.mailtally.verify.count.StoredLogs;
import org.mailtally.verify.logs.FilesByLog;
import org.mailtally.verify.logs.LogFolder;
import org.mailtally.verify.logs.VerifyException;

/** The entry to this room: recounts the logs on disk and compares with what is stored. Immutable. */
public final class Verification {

    /** What came of it: the process's exit code. */
    public enum Outcome {
        AGREES,
        DIFFERS,
        INCOMPLETE
    }

    private final MongoDatabase database;
    private final LogFolder folder;
    private final String source;

    /** @param source the name of the source, as it is counted under */
    public Verification(MongoDatabase database, LogFolder folder, String source) {
        this.database = database;
        this.folder = folder;
        this.source = source;
    }

    /**
     * Recounts and reports.
     *
     * @param asked the trackers; all that were ever counted where it is empty
     * @param from windows that begin earlier are left out; null for no bound
     * @param to windows that begin then or later are left out; null for no bound
     * @throws VerifyException where nothing can be compared
     * @throws com.mongodb.MongoException where the store does not answer
     */
    public Outcome run(
            List<String> asked,
            @Nullable Instant from,
            @Nullable Instant to,
            ReportForm form,
            PrintStream out,
            PrintStream err) {
        StoredDefinitions definitions = StoredDefinitions.load(database);
        Collection<String> trackers = trackers(asked, definitions);
        Progress progress = new Progress(err, System::nanoTime);

        FilesByLog files = FilesByLog.look(folder, source, database);
        Span span;
        StoredLogs logs;
        do {
            span = Span.of(from, to, database);
            logs = new StoredLogs(database, definitions, trackers);
            files.logs().forEach(logs::loadCheckpoints);
            logs.loadRows(span);
        } while (!span.equals(Span.of(from, to, database)));

        recount(logs.all(), files, span, progress);
        FilesByLog last = recountMoved(logs.all(), files, span, progress);
        Report report = new Report(definitions.newest(trackers), form, out);
        logs.all().forEach(report::add);
        report.list();
        return report.conclude(last, folder, form.csv() ? err : out);
    }

    private static Collection<String> trackers(List<String> asked, StoredDefinitions definitions) {
        Collection<String> known = definitions.trackers();
        if (known.isEmpty()) {
            throw new VerifyException("nothing was ever counted into this database: there is nothing to verify");
        }
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new VerifyException(
                        "--tracker " + name + " was never counted; these were: " + String.join(", ", known));
            }
        }
        return asked.isEmpty() ? known : known.stream().filter(asked::contains).toList();
    }

    private void recount(Collection<StoredLog> logs, FilesByLog files, Span span, Progress progress) {
        List<StoredLog> there =
                logs.stream().filter(log -> !files.of(log.id()).isEmpty()).toList();
        progress.begin(there.size());
        for (StoredLog log : there) {
            recount(log, files.of(log.id()), span, progress);
            progress.done();
        }
    }

    /** Recounts a log from the file that holds the most of it. */
    private void recount(StoredLog log, List<FilesByLog.LogFile> files, Span span, Progress progress) {
        Recount recount = new Recount(log, span, progress);
        FilesByLog.LogFile best = files.get(0);
        long most = Long.MIN_VALUE;
        for (FilesByLog.LogFile file : files) {
            if (recount.from(file.path(), folder.name(file.path()), file.first())) {
                return;
            }
            if (log.readTo() > most) {
                most = log.readTo();
                best = file;
            }
        }
        if (files.size() > 1) {
            recount.from(best.path(), folder.name(best.path()), best.first());
        }
    }

    /** Looks once more for the logs that were turned over while the others were read. */
    private FilesByLog recountMoved(Collection<StoredLog> logs, FilesByLog before, Span span, Progress progress) {
        Set<StoredLog> unread = new HashSet<>();
        logs.stream().filter(log -> log.readTo() < log.needed()).forEach(unread::add);
        if (unread.isEmpty()) {
            return before;
        }
        FilesByLog now = FilesByLog.look(folder, source, database);
        recount(new ArrayList<>(unread), now, span, progress);
        return now;
    }
}
