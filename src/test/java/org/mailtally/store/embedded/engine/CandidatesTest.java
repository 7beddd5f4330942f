package org.mailtally.store.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No filter may lose a document: what matches is among the candidates. */
class CandidatesTest {
    @Property(tries = 5_000)
    void documentThatMatches_isACandidate(@ForAll("ids") Object id, @ForAll("filters") Document filter) {
        Document document = new Document("_id", id);
        if (new DefaultQueryMatcher().matches(document, filter)) {
            assertThat(holds(Candidates.of(filter, false), document)).isTrue();
        }
    }

    @Property(tries = 5_000)
    void candidateThatIsNotChecked_matches(@ForAll("ids") Object id, @ForAll("filters") Document filter) {
        Document document = new Document("_id", id);
        Candidates candidates = Candidates.of(filter, false);
        if (candidates.isExact() && holds(candidates, document)) {
            assertThat(new DefaultQueryMatcher().matches(document, filter)).isTrue();
        }
    }

    @Example
    void namesAskedFor_areNotCheckedOneByOne() {
        assertThat(Candidates.of(new Document("_id", new Document("$in", List.of("a", "b"))), false)
                        .isExact())
                .isTrue();
        assertThat(Candidates.of(new Document("_id", "a"), false).isExact()).isTrue();
        assertThat(Candidates.of(new Document("_id", "a").append("tracker", "b"), false)
                        .isExact())
                .isFalse();
    }

    @Property(tries = 5_000)
    void rowThatMatches_isACandidate(@ForAll("times") Instant time, @ForAll("timeFilters") Document filter) {
        Instant minute = Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 60) * 60);
        Document row = new Document("_id", RowTime.minute(minute) + " outgoing").append("insert_time", minute);
        assertThat(RowTime.isFollowedBy(row)).isTrue();
        if (new DefaultQueryMatcher().matches(row, filter)) {
            assertThat(holds(Candidates.of(filter, true), row)).isTrue();
        }
    }

    @Property(tries = 2_000)
    void keysOfStrings_sortAsStrings(@ForAll String one, @ForAll String two) {
        assertThat(Integer.signum(DocumentKey.of(one).compareTo(DocumentKey.of(two))))
                .isEqualTo(Integer.signum(one.compareTo(two)));
        assertThat(DocumentKey.of(one)).isLessThan(DocumentKey.AFTER_STRINGS);
    }

    private static boolean holds(Candidates candidates, Document document) {
        String key = DocumentKey.of(document.get("_id"));
        List<String> keys = candidates.keys();
        if (keys != null) {
            return keys.contains(key);
        }
        String from = candidates.from();
        String to = candidates.to();
        return (from == null || from.compareTo(key) <= 0) && (to == null || key.compareTo(to) <= 0);
    }

    @Provide
    Arbitrary<Object> ids() {
        return Arbitraries.of(
                "",
                "a",
                "ab",
                "b",
                "\u00e9",
                "\uffff",
                "\ud83d\ude00",
                1,
                1L,
                1.0,
                2,
                -0.0,
                0,
                true,
                Instant.EPOCH,
                new Document("a", 1),
                new Document("a", 1L));
    }

    @Provide
    Arbitrary<Document> filters() {
        return combined("_id", ids().injectNull(0.05));
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.integers().between(-300, 300).map(seconds -> Instant.parse("2026-03-29T01:00:00Z")
                .plusSeconds(seconds));
    }

    @Provide
    Arbitrary<Document> timeFilters() {
        return combined("insert_time", times().map(time -> (Object) time));
    }

    private static Arbitrary<Document> combined(String field, Arbitrary<Object> values) {
        Arbitrary<Object> comparison = Combinators.combine(
                        Arbitraries.of("$eq", "$gt", "$gte", "$lt", "$lte", "$ne"), values)
                .as((operator, value) -> new Document(operator, value));
        Arbitrary<Object> among = values.list().ofMaxSize(4).map(list -> new Document("$in", new ArrayList<>(list)));
        Arbitrary<Document> single =
                Arbitraries.oneOf(values, comparison, among).map(condition -> new Document(field, condition));
        return single.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(parts -> Arbitraries.of(
                        parts.get(0),
                        new Document("$and", new ArrayList<>(parts)),
                        new Document("$or", new ArrayList<>(parts)),
                        new Document("$and", Collections.singletonList(new Document("$and", new ArrayList<>(parts))))));
    }
}
