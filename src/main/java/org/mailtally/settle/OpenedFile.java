package org.mailtally.settle;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Place;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.Continuity;
import org.mailtally.store.Lookup;
import org.mailtally.store.Opened;
import org.mailtally.store.Readings;
import org.mailtally.tally.Definitions;

/**
 * A file that was opened for one poll.
 *
 * @param log the file; null where nothing changed
 */
record OpenedFile(
        @Nullable OpenLog log,
        Readings readings,
        Gaps gaps,
        Sources sources,
        Archives archives,
        Marks marks,
        RewrittenFiles rewritten)
        implements Opened {

    @Override
    public List<Lookup> lookups(Definitions definitions) {
        return Stream.of(
                        gaps.lookup(),
                        sources.lookup(log),
                        archives.lookup(log, definitions),
                        log == null ? null : marks.lookup(log))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    @Override
    public void ended(Lookup lookup) {
        archives.ended(lookup);
    }

    /** Nothing is counted where it would count twice, under another name; nor of an archive that is counted to its end. */
    @Override
    public boolean isRefused() {
        Optional<String> fault = sources.fault();
        if (log != null) {
            fault.ifPresent(log::giveUp);
        }
        return fault.isPresent() || archives.isKnownCounted(log);
    }

    @Override
    public Continuity continuity() {
        return log == null ? Continuity.UNCHANGED : new FileContinuity(log, readings, rewritten);
    }

    @Override
    public void done(Supplier<@Nullable Place> reachedByAll) throws IOException {
        if (log != null) {
            archives.note(log, reachedByAll);
        }
    }

    @Override
    public void close() throws IOException {
        if (log == null) {
            return;
        }
        if (!log.isSettled() && !log.isUnsettled()) {
            log.countedByAll();
            log.stored();
        }
        log.close();
    }
}
