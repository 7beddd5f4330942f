package org.mailtally.dashboard;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** The JSON of {@code /health}: the headline as the page shows it, and the situation it was judged from. */
final class HealthDocument {
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
        this.headline = new Judgement(situation, zone)
                .headline(
                        situation.trackers().isEmpty()
                                ? null
                                : situation.trackers().get(0));
        this.wording = new Wording(situation.now(), zone);
        this.facts = new Facts(situation, wording);
        this.unread = new Unread(situation, wording);
    }

    static Health of(Situation situation, ZoneId zone) {
        HealthDocument document = new HealthDocument(situation, zone);
        State.Rating rating = document.rating();
        return new Health(rating.status(), JsonWriter.object(json -> document.write(json, rating)));
    }

    private State.Rating rating() {
        State.Rating rating = unread.isTheReason(headline.state())
                ? State.Rating.DEGRADED
                : headline.state().rating();
        boolean eye = !notices().isEmpty() || situation.edits().refused() != null;
        return rating == State.Rating.UP && eye ? State.Rating.DEGRADED : rating;
    }

    private void write(JsonWriter json, State.Rating rating) {
        json.string("status", rating.word())
                .string("version", situation.version())
                .string("source", situation.source())
                .string("now", situation.now())
                .string("started", situation.started())
                .object("zone", each -> zone(each, zone))
                .object("displayZone", each -> zone(each, situation.zone()))
                .object("headline", this::headline)
                .strings("notices", notices())
                .objects("gaps", situation.gaps(), this::gap)
                .objects("refusedEdits", refused(), this::refused)
                .objects("recounts", recount(), HealthDocument::recount)
                .object("lastHour", hour -> hour.string("from", situation.from())
                        .string("to", situation.to()))
                .objects("trackers", situation.trackers(), HealthDocument::hour)
                .object("lines", each -> hour(each, situation.lines()))
                .object("store", this::store)
                .object("folder", this::folder)
                .objects("logs", situation.logs(), this::log)
                .object("backlog", backlog -> backlog.number(
                                "toRead", situation.backlog().toRead())
                        .number("total", situation.backlog().total()));
    }

    private List<Situation.Refused> refused() {
        Situation.Refused refused = situation.edits().refused();
        return refused == null ? List.of() : List.of(refused);
    }

    private void refused(JsonWriter json, Situation.Refused refused) {
        json.string("file", refused.where())
                .number("line", refused.line())
                .string("element", refused.element())
                .string("excerpt", refused.excerpt())
                .number("caret", refused.caret())
                .string("fault", refused.fault())
                .string("remedy", refused.remedy())
                .string("since", refused.since())
                .string("seen", new Wording(situation.now(), zone).second(refused.since()));
    }

    private List<Situation.Recount> recount() {
        Situation.Recount recount = situation.edits().recount();
        return recount == null ? List.of() : List.of(recount);
    }

    private static void recount(JsonWriter json, Situation.Recount recount) {
        json.strings("labels", recount.labels())
                .number("counted", recount.counted())
                .number("total", recount.total())
                .number("logsLeft", recount.logsLeft())
                .number("logs", recount.logs());
    }

    private void zone(JsonWriter json, ZoneId shown) {
        Wording wording = new Wording(situation.now(), shown);
        json.string("id", shown.getId()).string("name", wording.zoneName()).number("offset", wording.offset());
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

    private void gap(JsonWriter json, Situation.Gap gap) {
        json.string("log", gap.log())
                .string("name", gap.name())
                .string("from", gap.from())
                .string("to", gap.to())
                .string("says", says(gap));
    }

    private void headline(JsonWriter json) {
        State state = headline.state();
        json.string("state", state.id())
                .string("shape", state.shape())
                .string("word", state.word())
                .phrase("rest", headline.rest())
                .phrase("below", headline.below())
                .phrases("facts", headline.facts())
                .number("filled", headline.filled())
                .string("sentence", state.word() + " " + headline.rest().plain() + ".");
    }

    private static void hour(JsonWriter json, Situation.Hour hour) {
        json.string("name", hour.name())
                .string("label", hour.label())
                .string("by", hour.by())
                .number("count", hour.count())
                .number("soFar", hour.soFar())
                .number("unseen", hour.unseen())
                .number("undecided", hour.undecided());
    }

    private void store(JsonWriter json) {
        Situation.Store store = situation.store();
        json.string("address", store.address())
                .bool("up", store.up())
                .string("since", store.since())
                .string("fault", store.fault());
    }

    private void folder(JsonWriter json) {
        Situation.Folder folder = situation.folder();
        Search search = new Search(folder);
        json.string("directory", folder.directory())
                .string("include", folder.include())
                .string("state", folder.state().words())
                .strings("names", folder.names())
                .objects("looks", search.looks(), (each, look) -> each.string("term", look.term())
                        .phrase("says", look.says()))
                .objects("remedies", search.remedies(), (each, remedy) -> each.string("says", remedy.says())
                        .strings("lines", remedy.lines()));
    }

    private void log(JsonWriter json, Situation.Log log) {
        json.string("name", log.name())
                .string("id", log.id())
                .number("size", log.size())
                .number("position", log.position())
                .bool("archive", log.archive())
                .string("lastRead", log.lastRead())
                .string("lastLine", log.lastLine())
                .string("lastLineTime", log.lastLineTime())
                .string("fault", log.fault())
                .phrase("says", facts.says(log));
    }
}
