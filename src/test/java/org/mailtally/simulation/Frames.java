package org.mailtally.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The running of a {@link Program}, which stops before each step that it is told to stop before: steps of splits, loops and
 * other routes lie on a stack, as Camel has them. Not thread-safe.
 */
final class Frames {

    /** Steps of one message on their way. */
    private static final class Frame {
        private final List<Program.Step> steps;
        private final Message message;
        private final Runnable atEnd;
        private final Program.@Nullable Try attempt;
        private @Nullable Iterator<?> parts;
        private int at;

        Frame(List<Program.Step> steps, Message message, Runnable atEnd, Program.@Nullable Try attempt) {
            this.steps = steps;
            this.message = message;
            this.atEnd = atEnd;
            this.attempt = attempt;
        }
    }

    /** A store operation, or the counting of a portion, that a route has come to. */
    interface Stop {
        /** Whether the running stops before this step. */
        boolean isBefore(Program.Step step);
    }

    private final Program program;
    private final Stop stop;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private @Nullable Throwable caught;

    Frames(Program program, String route, Message message, Stop stop) {
        this.program = program;
        this.stop = stop;
        push(program.route(route), message, () -> {}, null);
    }

    boolean isEnded() {
        return frames.isEmpty();
    }

    /** The fault that a route caught last; null where none did. */
    @Nullable
    Throwable caught() {
        return caught;
    }

    /** The step before which it stopped. */
    Program.Step step() {
        Frame top = frames.element();
        return top.steps.get(top.at);
    }

    Message message() {
        return frames.element().message;
    }

    /** Goes on to the next step to stop before, having done, elsewhere, the one before which it stopped. */
    void skip(@Nullable Object result) {
        Frame top = frames.element();
        if (top.steps.get(top.at++) instanceof Program.To to) {
            receive(top.message, to, result);
        }
        run();
    }

    /** Goes on to the next step to stop before, doing the one before which it stopped. */
    void proceed() {
        run(step -> true);
    }

    /** Runs up to the first step to stop before. */
    void run() {
        run(step -> false);
    }

    private void run(Predicate<Program.Step> passesFirst) {
        boolean mayPass = true;
        while (!frames.isEmpty()) {
            Frame top = frames.element();
            if (top.at == top.steps.size()) {
                end(top);
                continue;
            }
            Program.Step step = top.steps.get(top.at);
            if (stop.isBefore(step) && !(mayPass && passesFirst.test(step))) {
                return;
            }
            mayPass = false;
            try {
                top.at++;
                execute(top, step);
            } catch (Exception fault) {
                fail(fault);
            }
        }
    }

    private void end(Frame top) {
        Iterator<?> parts = top.parts;
        if (parts != null) {
            try {
                Object part = next(parts);
                if (part != null) {
                    frames.remove();
                    pushPart(top.steps, part, top, parts);
                    return;
                }
            } catch (Exception fault) {
                frames.remove();
                fail(fault);
                return;
            }
        }
        frames.remove();
        top.atEnd.run();
    }

    /** The next part; Camel's splitter passes over one that is null. */
    private static @Nullable Object next(Iterator<?> parts) {
        while (parts.hasNext()) {
            Object part = parts.next();
            if (part != null) {
                return part;
            }
        }
        return null;
    }

    private void pushPart(List<Program.Step> steps, Object part, Frame parent, Iterator<?> parts) {
        Frame frame = new Frame(steps, parent.message.part(part), () -> {}, null);
        frame.parts = parts;
        frames.push(frame);
    }

    private void push(List<Program.Step> steps, Message message, Runnable atEnd, Program.@Nullable Try attempt) {
        frames.push(new Frame(steps, message, atEnd, attempt));
    }

    private void execute(Frame top, Program.Step step) {
        Message message = top.message;
        if (step instanceof Program.Bean bean) {
            Object result = bean.call().result(message);
            if (!bean.call().returnsNothing(message)) {
                message.body(result);
            }
        } else if (step instanceof Program.SetVariable set) {
            message.variables().put(set.name(), set.value().of(message));
        } else if (step instanceof Program.Filter filter) {
            if (isTrue(filter.condition(), message)) {
                push(filter.steps(), message, () -> {}, null);
            }
        } else if (step instanceof Program.Loop loop) {
            if (isTrue(loop.condition(), message)) {
                top.at--;
                push(loop.steps(), message, () -> {}, null);
            }
        } else if (step instanceof Program.Split split) {
            Object value = Objects.requireNonNull(split.parts().of(message));
            Iterator<?> parts = value instanceof Iterable<?> all ? all.iterator() : (Iterator<?>) value;
            Object first = next(parts);
            if (first != null) {
                pushPart(split.steps(), first, top, parts);
            }
        } else if (step instanceof Program.To to) {
            Message sent = message.call(to.send());
            push(program.route(to.route()), sent, () -> receive(message, to, sent.body()), null);
        } else if (step instanceof Program.Try attempt) {
            push(attempt.steps(), message, () -> finish(attempt, message), attempt);
        }
    }

    private static void receive(Message message, Program.To to, @Nullable Object result) {
        if (to.receive() == null) {
            message.body(result);
        } else {
            message.variables().put(to.receive(), result);
        }
    }

    private static boolean isTrue(Expression condition, Message message) {
        return Boolean.TRUE.equals(condition.of(message));
    }

    private void finish(Program.Try attempt, Message message) {
        push(attempt.last(), message, () -> {}, null);
    }

    /** A step failed: what is on the stack goes, up to the attempt that catches the fault; else it goes on to the caller. */
    void fail(Exception fault) {
        while (!frames.isEmpty()) {
            Frame top = frames.remove();
            Program.Try attempt = top.attempt;
            if (attempt != null) {
                caught = fault;
                top.message.caught(fault);
                for (Program.Catch clause : attempt.catches()) {
                    if (clause.types().stream().anyMatch(type -> isOrHolds(fault, type))) {
                        Exception again = handled(clause, top.message);
                        finish(attempt, top.message);
                        run();
                        if (again != null) {
                            throw Call.<RuntimeException>thrown(again);
                        }
                        return;
                    }
                }
            }
        }
        throw Call.<RuntimeException>thrown(fault);
    }

    /** Does what a catch clause says; the fault that its steps throw once more, null where they do not. */
    private static @Nullable Exception handled(Program.Catch clause, Message message) {
        for (Program.Step step : clause.steps()) {
            try {
                ((Program.Bean) step).call().result(message);
            } catch (Exception again) {
                return again;
            }
        }
        return null;
    }

    private static boolean isOrHolds(Throwable fault, String type) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            for (Class<?> each = cause.getClass(); each != null; each = each.getSuperclass()) {
                if (each.getName().equals(type)) {
                    return true;
                }
            }
        }
        return false;
    }
}
