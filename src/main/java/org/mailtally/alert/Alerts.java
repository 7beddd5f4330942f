package org.mailtally.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.check.Result;
import org.mailtally.check.State;
import org.mailtally.store.Write;

/**
 * What becomes of the check's answers: an alert when a state changed and another check found the same, a reminder while it is
 * not well, and one when it is. Everything is in the store before it is sent, so that a restart neither forgets nor repeats.
 * Thread-safe.
 */
public final class Alerts {

    /** After how long a process that began to send an alert, and did not say what became of it, is taken for gone. */
    private static final Duration LONGEST_SENDING = Duration.ofMinutes(5);

    /** For how long after a start nothing is read is no matter: the logs are still to be looked at. */
    private static final Duration BEGINNING = Duration.ofMinutes(2);

    private final Function<CamelContext, List<Watched>> thresholds;
    private final Supplier<Chosen> chosen;
    private final Clock clock;
    private final Instant started;
    private final String process = UUID.randomUUID().toString();
    private final Map<String, String> notSent = new ConcurrentSkipListMap<>();

    /**
     * What operators set.
     *
     * @param source whose mail it is about
     * @param every how often is checked
     * @param reminder after how long it is said once more
     * @param page the address of the page
     */
    public record Chosen(String source, Duration every, Duration reminder, String page) {}

    /**
     * What is to be done after a check.
     *
     * @param watched the threshold
     * @param memory what is remembered from now on
     * @param alert what is to be sent, once that is written; null where nothing is
     */
    public record Step(Watched watched, Memory memory, @Nullable Alert alert) {

        /** What is to be written before anything is sent. */
        public Write getWrite() {
            return memory.write(watched.name());
        }
    }

    /** @param thresholds those that the route files define */
    public Alerts(Function<CamelContext, List<Watched>> thresholds, Supplier<Chosen> chosen, Clock clock) {
        this.thresholds = thresholds;
        this.chosen = chosen;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** What is to be checked now. */
    public List<Watched> watched(Exchange exchange) {
        List<Watched> now = thresholds.apply(exchange.getContext());
        Set<String> names = now.stream().map(Watched::name).collect(Collectors.toSet());
        notSent.keySet().retainAll(names);
        return now;
    }

    /** The alerts that could not be sent, in one line each. */
    public List<String> remarks() {
        return List.copyOf(notSent.values());
    }

    /**
     * What a check's answer leads to.
     *
     * @param stored what is remembered of the threshold
     */
    public Step step(Watched watched, Result result, List<Document> stored) {
        Instant now = clock.instant();
        Chosen by = chosen.get();
        Memory before = stored.isEmpty() ? Memory.fresh(now) : Memory.stored(stored.get(0));
        boolean isBeginning = result.state() == State.UNKNOWN && now.isBefore(started.plus(BEGINNING));
        Memory next = isBeginning ? before : judged(before, result, now, by);
        remark(watched, next);
        boolean isSentElsewhere = !next.sender().isEmpty()
                && !next.sender().equals(process)
                && now.isBefore(next.sending().plus(LONGEST_SENDING));
        Change open = next.open();
        if (open == null || isSentElsewhere) {
            return new Step(watched, next, null);
        }
        return new Step(watched, next.withSender(process, now), new Alert(by.source(), watched, open, by.page()));
    }

    private static Memory judged(Memory before, Result result, Instant now, Chosen by) {
        if (result.state() == before.state()) {
            Memory same = before.withSeen(null, now);
            Instant sent = before.sent();
            boolean isDue = before.state() != State.OK
                    && before.open() == null
                    && sent != null
                    && !now.isBefore(sent.plus(by.reminder()));
            return isDue ? same.withOpen(Change.of(Kind.REMINDER, before.state(), result, before.since(), now)) : same;
        }
        if (before.seen() != result.state()) {
            return before.withSeen(result.state(), now);
        }
        if (now.isBefore(before.seenSince().plus(by.every().dividedBy(2)))) {
            return before; // another process checked just now
        }
        Kind kind = result.state() == State.OK ? Kind.RECOVERED : Kind.CHANGED;
        return before.withState(result.state(), before.seenSince())
                .withOpen(Change.of(kind, before.state(), result, before.seenSince(), now));
    }

    /** What is to be written once an alert is sent. */
    public Write sent(Step step) {
        notSent.remove(step.watched().name());
        return step.memory()
                .written()
                .withSent(clock.instant())
                .write(step.watched().name());
    }

    /** What is to be written where it could not be sent: it is tried again with the next check. */
    public Write notSent(Step step, Throwable fault) {
        Memory after = step.memory().written().withFault(reason(fault));
        remark(step.watched(), after);
        return after.write(step.watched().name());
    }

    private void remark(Watched watched, Memory memory) {
        Change open = memory.open();
        if (open != null && !memory.fault().isEmpty()) {
            notSent.put(
                    watched.name(),
                    "the alert '" + open.state() + ": " + watched.name() + "' of " + open.made()
                            + " could not be sent: " + memory.fault()
                            + ": it is tried again with each check; see routes/alert.camel.yaml");
        }
    }

    private static String reason(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.replaceAll("\\p{Cc}+", " ").strip();
    }
}
