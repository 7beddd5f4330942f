package org.mailtally.reload;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.TrackerDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch over the route files of a running process: a change that is right goes live, one that is wrong changes nothing
 * and is reported until it is corrected. One thread looks; what it found is read by any.
 */
public final class RouteReloader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReloader.class);
    private static final long EVERY_MILLIS = 500;

    /** The looks that must have found the same before it is checked, and before it is reported as wrong. */
    private static final int CHECKED_AT = 2;

    private static final int REPORTED_AT = 4;

    private static final long CLOSE_MILLIS = 5_000;

    private final Path folder;
    private final RouteCheck check;
    private final Consumer<List<TrackerDefinition>> active;
    private final Clock clock;
    private final Thread thread = new Thread(this::watch, "routes");
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private volatile @Nullable Refused refused;
    private @Nullable LiveRoutes live;
    private @Nullable CheckedRoutes running;
    private @Nullable RouteFiles seen;
    private @Nullable Refusal pending;
    private List<String> misnamed = List.of();
    private int sameLooks;

    /**
     * A change that was not taken.
     *
     * @param refusal what is wrong
     * @param since when it was seen
     */
    public record Refused(Refusal refusal, Instant since) {}

    /**
     * @param folder the folder of the route files
     * @param active takes the trackers, each time they are to be counted by
     */
    public RouteReloader(Path folder, RouteCheck check, Consumer<List<TrackerDefinition>> active, Clock clock) {
        this.folder = folder;
        this.check = check;
        this.active = active;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /**
     * Loads the files into a context that is not started yet.
     *
     * @throws RefusedException where they are not right
     */
    public void load(CamelContext context) throws Exception {
        CheckedRoutes first = check.check(folder);
        LiveRoutes routes = new LiveRoutes(context);
        routes.load(first);
        active.accept(first.trackers());
        live = routes;
        running = first;
        reportMisnamed();
        seen = first.files();
        sameLooks = REPORTED_AT;
    }

    /** Begins to watch, once the context is started. */
    public void start() {
        thread.start();
    }

    /** The last change, where it was not taken; empty where what runs is what the files say. */
    public Optional<Refused> refused() {
        return Optional.ofNullable(refused);
    }

    /** The changes that went live since the start. */
    public long taken() {
        return taken.get();
    }

    /** The changes since the start that were reported as wrong. */
    public long refusals() {
        return refusals.get();
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(EVERY_MILLIS);
                lookSafely();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            refuse(new Refusal("", 0, "", "", -1, String.valueOf(fault), "undo what was edited last"));
        }
    }

    /** Looks once. */
    void look() {
        reportMisnamed();
        RouteFiles found = RouteFiles.read(folder);
        sameLooks = found.equals(seen) ? Math.min(sameLooks + 1, REPORTED_AT + 1) : 1;
        seen = found;
        if (sameLooks == CHECKED_AT) {
            consider(found);
        } else if (sameLooks == REPORTED_AT && pending != null) {
            refuse(pending);
        }
    }

    /** Reports files that end nearly as route files do, once each time that there are others. */
    private void reportMisnamed() {
        List<String> found = RouteFiles.misnamed(folder);
        if (!found.equals(misnamed)) {
            misnamed = found;
            found.forEach(LOG::warn);
        }
    }

    private void consider(RouteFiles found) {
        CheckedRoutes before = running;
        LiveRoutes routes = live;
        pending = null;
        if (before == null || routes == null) {
            return;
        }
        if (found.equals(before.files())) {
            corrected("undone");
            return;
        }
        try {
            CheckedRoutes next = check.check(found);
            change(routes, before, next);
            running = next;
            active.accept(next.trackers());
            taken.incrementAndGet();
            corrected("corrected");
        } catch (RefusedException wrong) {
            pending = wrong.refusal();
        }
    }

    private void corrected(String how) {
        if (refused != null) {
            LOG.info("The edit that was not taken is {}", how);
        }
        refused = null;
    }

    /** Puts a change live; where a route of it does not start, all is as it was before. */
    private static void change(LiveRoutes routes, CheckedRoutes before, CheckedRoutes next) throws RefusedException {
        Set<String> changed = LiveRoutes.changed(before, next);
        try {
            routes.change(before, next);
            LOG.info("Took the change of {}", String.join(", ", changed));
        } catch (Exception fault) {
            Refusal found = new Explanation(next.outline()).of(fault);
            Refusal refusal = found.file().isEmpty()
                    ? new Refusal(
                            "", 0, "the change of " + String.join(", ", changed), "", -1, found.fault(), found.remedy())
                    : found;
            try {
                routes.change(next, before);
            } catch (Exception again) {
                LOG.error("The previous routes could not be started again either: {}", again.getMessage());
            }
            throw new RefusedException(refusal, fault);
        }
    }

    private void refuse(Refusal refusal) {
        pending = null;
        Refused known = refused;
        if (known == null || !known.refusal().equals(refusal)) {
            refused = new Refused(refusal, clock.instant());
            refusals.incrementAndGet();
            LOG.warn("An edit was not taken; the previous routes keep running.\n{}", refusal.withExcerpt());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
