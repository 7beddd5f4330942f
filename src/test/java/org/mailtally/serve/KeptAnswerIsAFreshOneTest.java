package org.mailtally.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.apache.camel.Exchange;

/**
 * Whatever was asked before, under whatever settings: an answer is, to the last byte and header, what one is that knows of no
 * other. The store does not change here; the clock, the settings and the trackers do.
 */
class KeptAnswerIsAFreshOneTest {

    /** Parameters of which one request has some, more than once too, in any order. */
    private static final List<String> PARAMETERS = List.of(
            "tracker=outgoing",
            "tracker=bounced",
            "tracker=lines",
            "tracker=nosuch",
            "tracker=hosts",
            "by=host",
            "by=",
            "minutes=30",
            "minutes=60",
            "minutes=x",
            "from=2026-11-24T21:00Z",
            "from=2026-11-24T21:05Z",
            "to=2026-11-24T22:30Z",
            "step=window",
            "step=hour",
            "zone=UTC",
            "zone=Europe/Berlin",
            "hl=de",
            "zx=1",
            "zx=2",
            "_=3",
            "nothing");

    private static final List<String> QUERIES = List.of(
            "select time, outgoing",
            "select time,outgoing",
            "select nosuch",
            "select",
            "where time < now()",
            "select time, now()",
            "where time >= datetime '2026-11-24 22:00:00'",
            "select max(outgoing), sum(bounced)",
            "limit 2",
            "format outgoing '0.00'");

    private static final List<String> OPTIONS = List.of(
            "reqId:1",
            "reqId:2",
            "reqId:<é>",
            "version:0.6",
            "version:0.7",
            "sig:0",
            "out:json",
            "out:jsonp",
            "out:csv",
            "out:tsv-excel",
            "out:html",
            "outFileName:a",
            "responseHandler:draw",
            "unknown:1");

    /** A request as it is sent. */
    record Sending(List<String> parameters, String query, List<String> options, boolean authorized, String origin) {

        Sending withPartOf(Sending other, int part) {
            return new Sending(
                    part == 0 ? other.parameters : parameters,
                    part == 1 ? other.query : query,
                    part == 2 ? other.options : options,
                    part == 3 ? other.authorized : authorized,
                    part == 4 ? other.origin : origin);
        }

        Sending withOtherNumbers() {
            List<String> numbered = new ArrayList<>(parameters);
            numbered.add(0, "zx=77");
            List<String> counted = new ArrayList<>(options);
            counted.add("reqId:88");
            return new Sending(numbered, query, counted, authorized, origin);
        }

        String raw() {
            List<String> all = new ArrayList<>(parameters);
            if (!query.isEmpty()) {
                all.add("tq=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
            }
            if (!options.isEmpty()) {
                all.add(all.size() / 2, "tqx=" + URLEncoder.encode(String.join(";", options), StandardCharsets.UTF_8));
            }
            return String.join("&", all);
        }
    }

    @Provide
    Arbitrary<List<Sending>> requests() {
        Arbitrary<Sending> request = Combinators.combine(
                        Arbitraries.of(PARAMETERS).list().ofMaxSize(2),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just("")), Tuple.of(2, Arbitraries.of(QUERIES))),
                        Arbitraries.of(OPTIONS).list().ofMaxSize(2),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of("", "", "https://friend.example", "https://stranger.example"))
                .as(Sending::new);
        return Combinators.combine(
                        request,
                        request,
                        request.list().ofSize(7),
                        Arbitraries.integers().between(0, 4).list().ofSize(7))
                .as(KeptAnswerIsAFreshOneTest::alike);
    }

    /** Two requests, and such as differ from the first in one part alone. */
    private static List<Sending> alike(Sending first, Sending second, List<Sending> others, List<Integer> parts) {
        List<Sending> all = new ArrayList<>(List.of(first, second, first.withOtherNumbers()));
        for (int i = 0; i < others.size(); i++) {
            all.add(first.withPartOf(others.get(i), parts.get(i)));
        }
        return all;
    }

    /** Which request is sent next, and what changes before: mostly nothing. */
    @Provide
    Arbitrary<List<Tuple.Tuple2<Integer, Integer>>> turns() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 3 * Scene.CHANGES))
                .as(Tuple::of)
                .list()
                .ofSize(60);
    }

    @Property(tries = 300)
    void keptAnswer_theBytesOfAFreshOne(
            @ForAll("requests") List<Sending> requests, @ForAll("turns") List<Tuple.Tuple2<Integer, Integer>> turns) {
        Scene scene = new Scene();
        DataSourceAnswers kept = scene.answers();
        for (Tuple.Tuple2<Integer, Integer> turn : turns) {
            Sending request = requests.get(turn.get1());
            scene.change(turn.get2());
            long before = scene.evaluations();
            Exchange given = answered(scene, kept, request);
            boolean isMade = scene.evaluations() > before;
            Exchange fresh = answered(scene, scene.answers(), request);
            assertThat(given.getMessage().getHeaders())
                    .as(request.raw())
                    .isEqualTo(fresh.getMessage().getHeaders());
            assertThat(given.getMessage().getBody(byte[].class))
                    .as(request.raw())
                    .isEqualTo(fresh.getMessage().getBody(byte[].class));
            boolean isAnError = scene.evaluations() == before;
            Statistics.collect(isAnError ? "refused" : isMade ? "made" : "kept");
        }
        Statistics.coverage(checker -> checker.check("kept").percentage(percent -> percent > 10));
    }

    private static Exchange answered(Scene scene, DataSourceAnswers answers, Sending request) {
        Exchange exchange = scene.exchange(request.raw());
        if (request.authorized()) {
            exchange.getMessage().setHeader("X-DataSource-Auth", "a");
        }
        if (!request.origin().isEmpty()) {
            exchange.getMessage().setHeader("Origin", request.origin());
        }
        return scene.answered(answers, exchange);
    }
}
