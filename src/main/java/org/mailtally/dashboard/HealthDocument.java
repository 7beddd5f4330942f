package org.mailtally.dashboard;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code /health}: the headline as the page shows it, and the situation it was judged from. */
final class HealthDocument {

    /** Strict JSON on one line; surrogates as their escapes, so that a lone one survives UTF-8. */
    private static final ObjectWriter JSON = new JsonMapper(new JsonFactoryBuilder()
                    .highestNonEscapedChar(Character.MIN_SURROGATE - 1)
                    .build())
            .writer();

    private static final Duration GAP_SHOWN = Duration.ofDays(1);

    private final Situation situation;
    private final ZoneId zone;
    private final Headline headline;
    private final Facts facts;
    private final Unread unread;
    private final Wording wording;

    private HealthDocument(Situation situation, ZoneId zone) {
        this.situation = situation;
        this.zone = zone;
        this.headline = new Judgement(situation, zone).headline();
        this.wording = new Wording(situation.now(), zone);
        this.facts = new Facts(situation, wording);
        this.unread = new Unread(situation, wording);
    }

    static Health of(Situation situation, ZoneId zone) {
        HealthDocument document = new HealthDocument(situation, zone);
        State.Rating rating = document.rating();
        return new Health(rating.status(), written(document.all(rating)));
    }

    private static String written(ObjectNode document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static <T> List<ObjectNode> list(Collection<T> items, Function<T, ObjectNode> of) {
        return items.stream().map(of).toList();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** A phrase as its runs, whose member {@code strong} is there only if true. */
    private static List<ObjectNode> runs(Phrase phrase) {
        return list(phrase.runs(), run -> {
            ObjectNode shown = object().put("text", run.text());
            return run.strong() ? shown.put("strong", true) : shown;
        });
    }

    private State.Rating rating() {
        State.Rating rating = unread.isTheReason(headline.state())
                ? State.Rating.DEGRADED
                : headline.state().rating();
        boolean eye = !notices().isEmpty() || situation.edits().refused() != null;
        return rating == State.Rating.UP && eye ? State.Rating.DEGRADED : rating;
    }

    private ObjectNode all(State.Rating rating) {
        return object().put("status", rating.word())
                .put("version", situation.version())
                .put("source", situation.source())
                .put("now", text(situation.now()))
                .put("started", text(situation.started()))
                .putPOJO("zone", zone(zone))
                .putPOJO("displayZone", zone(situation.zone()))
                .putPOJO("headline", headline())
                .putPOJO("notices", notices())
                .putPOJO("gaps", list(situation.gaps(), this::gap))
                .putPOJO("refusedEdits", list(refused(), this::refused))
                .putPOJO("recounts", list(recount(), HealthDocument::recount))
                .putPOJO(
                        "lastHour", object().put("from", text(situation.from())).put("to", text(situation.to())))
                .putPOJO("trackers", list(situation.trackers(), HealthDocument::hour))
                .putPOJO("lines", hour(situation.lines()))
                .putPOJO("store", store())
                .putPOJO("folder", folder())
                .putPOJO("logs", list(situation.logs(), this::log))
                .putPOJO(
                        "backlog",
                        object().put("toRead", situation.backlog().toRead())
                                .put("total", situation.backlog().total()));
    }

    private List<Situation.Refused> refused() {
        Situation.Refused refused = situation.edits().refused();
        return refused == null ? List.of() : List.of(refused);
    }

    private ObjectNode refused(Situation.Refused refused) {
        return object().put("file", refused.where())
                .put("line", refused.line())
                .put("element", refused.element())
                .put("excerpt", refused.excerpt())
                .put("caret", refused.caret())
                .put("fault", refused.fault())
                .put("remedy", refused.remedy())
                .put("since", text(refused.since()))
                .put("seen", new Wording(situation.now(), zone).second(refused.since()));
    }

    private List<Situation.Recount> recount() {
        Situation.Recount recount = situation.edits().recount();
        return recount == null ? List.of() : List.of(recount);
    }

    private static ObjectNode recount(Situation.Recount recount) {
        return object().putPOJO("labels", recount.labels())
                .put("counted", recount.counted())
                .put("total", recount.total())
                .put("logsLeft", recount.logsLeft())
                .put("logs", recount.logs());
    }

    private ObjectNode zone(ZoneId shown) {
        Wording wording = new Wording(situation.now(), shown);
        return object().put("id", shown.getId()).put("name", wording.zoneName()).put("offset", wording.offset());
    }

    /** What needs an operator's eye; a possible gap does for a day. */
    private List<String> notices() {
        Stream<String> gaps = situation.gaps().stream()
                .filter(gap -> gap.touches(situation.now().minus(GAP_SHOWN), situation.now()))
                .map(this::says);
        return Stream.of(situation.notices().stream(), unread.notices().stream(), gaps)
                .flatMap(lines -> lines)
                .toList();
    }

    private String says(Situation.Gap gap) {
        return gap.name() + " " + gap.reason() + ": lines written between " + wording.second(gap.from()) + " and "
                + wording.second(gap.to()) + " may be missing.";
    }

    private ObjectNode gap(Situation.Gap gap) {
        return object().put("log", gap.log())
                .put("name", gap.name())
                .put("from", text(gap.from()))
                .put("to", text(gap.to()))
                .put("says", says(gap));
    }

    private ObjectNode headline() {
        State state = headline.state();
        return object().put("state", state.id())
                .put("shape", state.shape())
                .put("word", state.word())
                .putPOJO("rest", runs(headline.rest()))
                .putPOJO("below", runs(headline.below()))
                .putPOJO(
                        "facts",
                        headline.facts().stream().map(HealthDocument::runs).toList())
                .put("filled", headline.filled())
                .put("sentence", state.word() + " " + headline.rest().plain() + ".");
    }

    private static ObjectNode hour(Situation.Hour hour) {
        return object().put("name", hour.name())
                .put("label", hour.label())
                .put("by", hour.by())
                .put("count", hour.count())
                .put("soFar", hour.soFar())
                .put("unseen", hour.unseen())
                .put("undecided", hour.undecided())
                .set("usual", usual(hour.usual()));
    }

    /** What is usual in the last hour; null where nothing was learned. */
    private static @Nullable ObjectNode usual(Situation.@Nullable Usual usual) {
        if (usual == null) {
            return null;
        }
        return object().put("weeks", usual.weeks())
                .put("low", usual.isKnown() ? (Long) usual.low() : null)
                .put("high", usual.isKnown() ? (Long) usual.high() : null);
    }

    private ObjectNode store() {
        Situation.Store store = situation.store();
        return object().put("address", store.address())
                .put("up", store.up())
                .put("since", text(store.since()))
                .put("fault", store.fault());
    }

    private ObjectNode folder() {
        Situation.Folder folder = situation.folder();
        Search search = new Search(folder);
        return object().put("directory", folder.directory())
                .put("include", folder.include())
                .put("state", folder.state().words())
                .putPOJO("names", folder.names())
                .putPOJO("looks", list(search.looks(), look -> object().put("term", look.term())
                        .putPOJO("says", runs(look.says()))))
                .putPOJO("remedies", list(search.remedies(), remedy -> object().put("says", remedy.says())
                        .putPOJO("lines", remedy.lines())));
    }

    private ObjectNode log(Situation.Log log) {
        return object().put("name", log.name())
                .put("id", log.id())
                .put("size", log.size())
                .put("position", log.position())
                .put("archive", log.archive())
                .put("lastRead", text(log.lastRead()))
                .put("lastLine", text(log.lastLine()))
                .put("lastLineTime", text(log.lastLineTime()))
                .put("fault", log.fault())
                .putPOJO("says", runs(facts.says(log)));
    }
}
