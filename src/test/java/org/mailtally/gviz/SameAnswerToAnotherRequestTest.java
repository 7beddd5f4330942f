package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.ValueType;

/** An answer that is given to another request of the same meaning is, to the last byte, what a fresh one would be. */
class SameAnswerToAnotherRequestTest {
    private static final DataSource SOURCE = new DataSource(
            Set.of("https://friend.example"), false, Clock.fixed(Asking.NOW.toInstant(), ZoneId.of("UTC")));

    private static final Table TABLE = Table.builder()
            .column("time", "Time", ValueType.DATETIME)
            .column("n", "Größe", ValueType.NUMBER)
            .column("a", "\"reqId\":\"1\"", ValueType.STRING)
            .row(OffsetDateTime.parse("2026-11-23T09:50:00+01:00"), 1, "\"reqId\":\"1\"")
            .row(OffsetDateTime.parse("2026-11-23T09:55:00+01:00"), null, "Straße, \u2028")
            .build();

    private static final String SIGNATURE =
            String.valueOf(Asking.json(SOURCE.answer(Asking.tqx(""), TABLE)).get("sig"));

    /** A request as it is sent, but for its id. */
    record Sent(List<String> options, String query, String language, String zone, boolean authorized, String origin) {

        Sent withPartOf(Sent other, int part) {
            return new Sent(
                    part == 0 ? other.options : options,
                    part == 1 ? other.query : query,
                    part == 2 ? other.language : language,
                    part == 3 ? other.zone : zone,
                    part == 4 ? other.authorized : authorized,
                    part == 5 ? other.origin : origin);
        }

        Request with(@Nullable String id, boolean idFirst) {
            List<String> all = new ArrayList<>(options);
            if (id != null) {
                all.add(idFirst ? 0 : all.size(), "reqId:" + id);
            }
            Map<String, String> parameters = new HashMap<>(Map.of("tqx", String.join(";", all), "hl", language));
            if (!query.isEmpty()) {
                parameters.put("tq", query);
            }
            return SOURCE.request(parameters, authorized, origin.isEmpty() ? null : origin)
                    .in(ZoneId.of(zone));
        }
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 20).map(Object::toString),
                Arbitraries.strings().ofMinLength(1).filter(id -> !id.contains(";") && !id.contains(":")),
                Arbitraries.of("\"},", "</script>", "é", "\ud83d\ude00", "\ud83d", "\u2028", "Date(2026,1,1)"));
    }

    @Provide
    Arbitrary<Sent> requests() {
        Arbitrary<List<String>> options = Arbitraries.of(
                        "out:json",
                        "out:jsonp",
                        "out:csv",
                        "out:tsv-excel",
                        "out:html",
                        "out:nosuch",
                        "version:0.6",
                        "responseHandler:draw",
                        "responseHandler:alert(1)",
                        "outFileName:mail",
                        "sig:" + SIGNATURE,
                        "sig:0",
                        "unknown:1")
                .list()
                .ofMaxSize(4);
        Arbitrary<String> queries = Arbitraries.of(
                "",
                "",
                "select n",
                "select  n",
                "select nosuch",
                "limit 1",
                "select toDate(time) format toDate(time) 'EEEE'",
                "order by a",
                "select now()",
                "where a matches '('");
        return Combinators.combine(
                        options,
                        queries,
                        Arbitraries.of("", "en", "de"),
                        Arbitraries.of("UTC", "Europe/Berlin"),
                        Arbitraries.of(true, false),
                        Arbitraries.of("", "https://friend.example", "https://stranger.example"))
                .as(Sent::new);
    }

    @Property(tries = 2_000)
    void otherId_theBytesOfAFreshAnswer(
            @ForAll("requests") Sent sent,
            @ForAll("ids") String first,
            @ForAll("ids") String second,
            @ForAll boolean withoutFirst,
            @ForAll boolean withoutSecond) {
        Request one = sent.with(withoutFirst ? null : first, true);
        Request other = sent.with(withoutSecond ? null : second, false);
        if (!one.refused()) {
            assertThat(other.meaning()).isEqualTo(one.meaning());
        }
        mustBeFresh(one, other);
    }

    @Property(tries = 5_000)
    void otherRequest_ofTheSameMeaning_theBytesOfAFreshAnswer(
            @ForAll("requests") Sent sent,
            @ForAll("requests") Sent another,
            @ForAll @IntRange(min = 0, max = 5) int part) {
        mustBeFresh(sent.with("1", true), sent.withPartOf(another, part).with("22", true));
    }

    private static void mustBeFresh(Request one, Request other) {
        if (one.refused() || other.refused() || !one.meaning().equals(other.meaning())) {
            return;
        }
        Answer given = SOURCE.answer(one, TABLE).to(other);
        Answer fresh = SOURCE.answer(other, TABLE);
        assertThat(given.body()).isEqualTo(fresh.body());
        assertThat(given.headers()).isEqualTo(fresh.headers());
        assertThat(given.tag()).isEqualTo(fresh.tag());
        assertThat(given.contentType()).isEqualTo(fresh.contentType());
        assertThat(given.to(one).body()).isEqualTo(SOURCE.answer(one, TABLE).body());
    }

    @Test
    void unusedByTheForm_noPartOfTheMeaning() {
        assertThat(Asking.tqx("outFileName:a;responseHandler:b;unknown:c").meaning())
                .isEqualTo(Asking.tqx("").meaning());
        assertThat(Asking.tqx("out:csv;sig:0").meaning())
                .isEqualTo(Asking.tqx("out:csv").meaning());
        assertThat(Asking.tqx("out:csv;outFileName:a").meaning())
                .isNotEqualTo(Asking.tqx("out:csv").meaning());
        assertThat(Asking.tqx("out:jsonp;responseHandler:a").meaning())
                .isNotEqualTo(Asking.tqx("out:jsonp").meaning());
        assertThat(Asking.tqx("sig:0").meaning()).isEqualTo(Asking.tqx("").meaning());
        assertThat(Asking.tqx("sig:" + SIGNATURE).meaning())
                .isNotEqualTo(Asking.tqx("").meaning());
    }

    @Test
    void now_anywhere_looksAtTheClock() {
        assertThat(Asking.query("where time < now()", "").looksAtTheClock()).isTrue();
        assertThat(Asking.query("select dateDiff(toDate(now()), time)", "").looksAtTheClock())
                .isTrue();
        assertThat(Asking.query("order by now()", "").looksAtTheClock()).isTrue();
        assertThat(Asking.query("select toDate(time)", "").looksAtTheClock()).isFalse();
    }
}
