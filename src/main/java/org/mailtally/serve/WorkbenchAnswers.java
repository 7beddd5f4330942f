package org.mailtally.serve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.mailtally.http.HttpQuery;
import org.mailtally.http.HttpReply;
import org.mailtally.http.WorkbenchKey;
import org.mailtally.pattern.LinePattern;
import org.mailtally.workbench.Preset;
import org.mailtally.workbench.Presets;
import org.mailtally.workbench.ShownLine;
import org.mailtally.workbench.Trial;
import org.mailtally.workbench.Workbench;

/**
 * The answers of {@code /try/answer}: what a pattern found in the newest lines on disk. Thread-safe.
 *
 * <p>The pattern is a parameter, beside a header that a page of another origin may not send unasked.
 */
public final class WorkbenchAnswers {

    /** The header of a request; its value is not looked at. */
    static final String OWN_PAGE_HEADER = "X-Requested-With";

    private static final String JSON = "application/json; charset=utf-8";

    /** Whether log lines, and what groups held of them, are shown. */
    public enum Lines {
        /** To everybody who reaches the page. */
        SHOWN(""),
        HIDDEN("workbench.lines=false in application.properties hides the lines of the logs."),
        /** To who has the key. */
        BY_KEY("The lines of the logs are shown to who opens the workbench by the address that the start of Mailtally"
                + " prints, and `mailtally workbench` on its host.");

        private final String hint;

        Lines(String hint) {
            this.hint = hint;
        }
    }

    private final Workbench workbench;
    private final Supplier<Lines> lines;
    private final WorkbenchKey key;
    private final List<Document> presets;

    /**
     * @param lines whether lines are shown, known for each answer
     * @param key what opens them, where they are shown by it
     */
    public WorkbenchAnswers(Workbench workbench, Supplier<Lines> lines, WorkbenchKey key) {
        this.key = key;
        this.workbench = workbench;
        this.lines = lines;
        this.presets = Presets.all().stream().map(WorkbenchAnswers::preset).toList();
    }

    /** Answers with the trackers that are ready to be pasted. */
    public void presets(Exchange exchange) {
        send(exchange, 200, new Document("presets", presets));
    }

    /** Tries the pattern of a request; an empty one finds nothing. */
    public void answer(Exchange exchange) throws InterruptedException {
        if (HttpQuery.header(exchange, OWN_PAGE_HEADER) == null) {
            send(exchange, 403, fault("send the header " + OWN_PAGE_HEADER + " with the pattern", -1));
            return;
        }
        String text = HttpQuery.of(exchange).firsts().getOrDefault("pattern", "");
        if (text.isEmpty()) {
            send(exchange, 200, fault("type a pattern", -1));
            return;
        }
        try {
            LinePattern pattern = LinePattern.written(text);
            Optional<Trial> trial = workbench.attempt(pattern);
            if (trial.isEmpty()) {
                send(
                        exchange,
                        200,
                        fault("other patterns are being tried: this one waits its turn", -1)
                                .append("busy", true));
            } else {
                Lines now = lines.get();
                boolean shown = isShown(now, exchange);
                Document found = document(trial.get(), shown)
                        .append("linesHint", shown ? "" : now.hint)
                        .append("bound", pattern.bound());
                send(exchange, 200, found);
            }
        } catch (PatternSyntaxException e) {
            send(exchange, 200, fault(e.getDescription(), e.getIndex()));
        }
    }

    private boolean isShown(Lines now, Exchange exchange) {
        return now == Lines.SHOWN || (now == Lines.BY_KEY && key.isShownBy(exchange));
    }

    private static Document preset(Preset preset) {
        return new Document("name", preset.name())
                .append("label", preset.label())
                .append("pattern", preset.pattern());
    }

    private static Document fault(String message, int index) {
        return new Document("fault", new Document("message", message).append("index", index));
    }

    private static Document document(Trial trial, boolean shown) {
        return new Document("lastHour", sum(trial.lastHour()))
                .append("sample", sum(trial.sample()))
                .append("undecided", trial.undecided())
                .append("linesPerSecond", Math.round(trial.linesPerSecond()))
                .append("literals", trial.literals())
                .append("from", trial.from().toEpochMilli())
                .append("windows", trial.windows())
                .append("linesShown", shown)
                .append(
                        "newest",
                        shown
                                ? trial.newest().stream()
                                        .map(WorkbenchAnswers::line)
                                        .toList()
                                : List.of())
                .append(
                        "groups",
                        shown
                                ? trial.groups().stream()
                                        .map(WorkbenchAnswers::group)
                                        .toList()
                                : List.of());
    }

    private static Document sum(Trial.Sum sum) {
        return new Document("lines", sum.lines()).append("matches", sum.matches());
    }

    private static Document line(ShownLine line) {
        List<Document> parts = line.parts().stream()
                .map(part -> new Document("kind", part.kind().name()).append("text", part.text()))
                .toList();
        return new Document("matched", line.matched().name())
                .append("parts", parts)
                .append("cut", line.cut());
    }

    private static Document group(Trial.Group group) {
        List<Document> values = group.values().stream()
                .map(value -> new Document("text", value.text()).append("count", value.count()))
                .toList();
        return new Document("name", group.name()).append("values", values).append("others", group.others());
    }

    private static void send(Exchange exchange, int status, Document document) {
        HttpReply.text(exchange, status, JSON, Map.of(), document.toJson());
    }
}
