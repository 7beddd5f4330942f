package org.mailtally.settle;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.Lookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names under which logs are counted into a store, as insert-only documents {@code {_id: "source <name>"}} beside the
 * marks. Before anything is counted under a name that is new to the store, the newest files are compared with what other
 * names counted: where a host was renamed, they are logs that would count twice. Then nothing is counted. Thread-safe.
 */
public final class Sources {

    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    private final Logs logs;
    private final String source;
    private final Runnable whenClaimed;
    private final AtomicReference<@Nullable Refusal> refusal = new AtomicReference<>();
    private volatile boolean claimed;

    /** A file that is counted already, and the name under which it is. */
    private record Refusal(String file, String other) {}

    /**
     * @param source the name that this process counts under
     * @param whenClaimed is done when that is known to be right
     */
    public Sources(Logs logs, String source, Runnable whenClaimed) {
        this.logs = logs;
        this.source = source;
        this.whenClaimed = whenClaimed;
    }

    /** Why nothing is counted, with the remedy, in one line; empty where it is. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal.get()).map(this::reason);
    }

    /** Why a file is not counted, in a few words; empty where it is. */
    Optional<String> fault() {
        return Optional.ofNullable(refusal.get())
                .map(found -> "is not counted until maillog.source=" + found.other() + " is set");
    }

    private String reason(Refusal found) {
        return found.file() + " is counted in this store already, under maillog.source=" + found.other()
                + ", and not under "
                + source + ": nothing is counted until maillog.source=" + found.other()
                + " is set, or, on a host that was copied from that one, its logs are moved away; then start again";
    }

    /** What is to be found before a file is counted; null for nothing. */
    @Nullable
    Lookup lookup(@Nullable OpenLog log) {
        return log == null || claimed ? null : new SourceSearch(logs, source, this::claimed, this::refuse);
    }

    /** Has the name claimed again, for the collections may have been dropped. */
    public void findAgain() {
        claimed = false;
    }

    private void claimed() {
        if (!claimed) {
            claimed = true;
            whenClaimed.run();
        }
    }

    private void refuse(String file, String other) {
        Refusal found = new Refusal(file, other);
        if (refusal.compareAndSet(null, found)) {
            LOG.warn("{}", reason(found));
        }
    }
}
