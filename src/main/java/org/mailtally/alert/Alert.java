package org.mailtally.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.mailtally.check.State;

/**
 * What is sent, in the forms that mail, chats and pagers take. Routes name its parts: {@code ${variable.alert.subject}}.
 *
 * @param source whose mail it is about
 * @param watched the threshold
 * @param change what happened
 * @param page the address of the page
 */
public record Alert(String source, Watched watched, Change change, String page) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same each time that it is tried, and of no other alert, so that who receives it twice can tell. */
    public String getId() {
        return "mailtally-" + source.replaceAll("[^A-Za-z0-9.-]", "_") + "-" + watched.name() + "-"
                + change.made().getEpochSecond();
    }

    /** One line. */
    public String getSubject() {
        return change.kind().word() + change.state() + ": " + watched.name() + " on " + source + ": " + change.text();
    }

    /** Some lines, for people. */
    public String getText() {
        return change.kind().word() + change.state() + " since " + change.since() + ", " + change.previous()
                + " before\n" + change.text() + "\n\nthreshold: " + watched.name() + "\ntracker: " + watched.tracker()
                + "\nsource: " + source + "\n" + getLink() + "\n";
    }

    /** The page, at the time that it is about. */
    public String getLink() {
        Instant to = change.made();
        Instant from = to.minus(Duration.ofMinutes(watched.minutes()));
        return page + "?tracker=" + URLEncoder.encode(watched.tracker(), StandardCharsets.UTF_8) + "&from=" + from
                + "&to=" + to;
    }

    /** {@code ok}, {@code warning}, {@code critical} or {@code unknown}. */
    public String getState() {
        return change.state().name().toLowerCase(Locale.ROOT);
    }

    /** Everything, for programs. */
    public String getJson() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", getId());
        all.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
        all.put("threshold", watched.name());
        all.put("tracker", watched.tracker());
        all.put("source", source);
        all.put("state", getState());
        all.put("previous", change.previous().name().toLowerCase(Locale.ROOT));
        all.put("since", change.since().toString());
        all.put("at", change.made().toString());
        all.put("subject", getSubject());
        all.put("text", change.text());
        all.put("performance", change.performance());
        all.put("link", getLink());
        return json(all);
    }

    /** An incoming webhook's message, of Slack, Mattermost, Rocket.Chat and the like. */
    public String getChat() {
        return json(Map.of("text", getSubject() + "\n" + getLink()));
    }

    /** An event of PagerDuty's Events API v2: what recovers resolves what was triggered. */
    public String pagerDuty(String routingKey) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", routingKey);
        event.put("event_action", change.state() == State.OK ? "resolve" : "trigger");
        event.put("dedup_key", "mailtally-" + source + "-" + watched.name());
        event.put(
                "payload",
                Map.of(
                        "summary",
                        getSubject(),
                        "source",
                        source,
                        "severity",
                        severity(),
                        "timestamp",
                        change.made().toString()));
        event.put("links", new Object[] {Map.of("href", getLink(), "text", "The page")});
        return json(event);
    }

    private String severity() {
        return switch (change.state()) {
            case OK -> "info";
            case CRITICAL -> "critical";
            case WARNING, UNKNOWN -> "warning";
        };
    }

    private static String json(Map<String, Object> content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
