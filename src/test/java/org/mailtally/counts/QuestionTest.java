package org.mailtally.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mailtally.counts.Question.Needed;
import org.mailtally.store.Find;
import org.mailtally.tally.Step;

class QuestionTest {
    private static final Instant NOW = Instant.parse("2026-11-24T18:03:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> KNOWN = List.of("outgoing", "bounced", "lines");

    private static Question ask(Map<String, List<String>> parameters, Needed needed) {
        return Question.parse(parameters, KNOWN, List.of(), NOW, BERLIN, needed);
    }

    private static Needed between(@Nullable String from, @Nullable String to) {
        return new Needed(
                null, from == null ? null : LocalDateTime.parse(from), to == null ? null : LocalDateTime.parse(to));
    }

    private static String range(Question question) {
        return Step.name(question.slots().start(0)) + " "
                + Step.name(question.slots().end(question.slots().size() - 1));
    }

    @Test
    void neededRange_cutsWhatIsRead_notTheStep() {
        Map<String, List<String>> year = Map.of("from", List.of("2026-01-01"), "to", List.of("2026-11-01"));
        Question question = ask(year, between("2026-03-05T13:00", "2026-03-07T00:00"));
        assertThat(question.step()).isEqualTo(Step.DAY);
        assertThat(range(question)).isEqualTo("2026-03-04T23:00Z 2026-03-07T23:00Z");
        assertThat(range(ask(year, Needed.ALL))).isEqualTo("2025-12-31T23:00Z 2026-10-31T23:00Z");
    }

    @Test
    void neededRange_inTheRepeatedHour_takesBothOfThem() {
        Map<String, List<String>> night = Map.of("from", List.of("2026-10-25"), "to", List.of("2026-10-26"));
        assertThat(range(ask(night, between("2026-10-25T02:30", "2026-10-25T02:30"))))
                .isEqualTo("2026-10-25T00:30Z 2026-10-25T01:35Z");
    }

    @Test
    void neededRange_beyondWhatIsAskedFor_readsNothingMore() {
        Map<String, List<String>> day = Map.of("from", List.of("2026-11-01"), "to", List.of("2026-11-02"));
        assertThat(range(ask(day, between("2020-01-01T00:00", "2030-01-01T00:00"))))
                .isEqualTo("2026-10-31T23:00Z 2026-11-01T23:00Z");
        assertThat(ask(day, between("2026-12-01T00:00", null)).getFinds()).isEmpty();
        assertThat(ask(day, between(null, "2025-12-01T00:00")).getFinds()).isEmpty();
    }

    @Test
    void neededRange_makesALongRangeOfWindowsAnswerable() {
        Map<String, List<String>> decade =
                Map.of("from", List.of("2018-01-01"), "to", List.of("2026-11-01"), "step", List.of("window"));
        assertThatThrownBy(() -> ask(decade, Needed.ALL)).hasMessageContaining("more than 110000 steps");
        assertThat(ask(decade, between("2026-03-05T13:00", "2026-03-05T14:00"))
                        .slots()
                        .size())
                .isEqualTo(13);
    }

    @Test
    void neededTrackers_othersAreNotRead() {
        Question question = ask(Map.of(), new Needed(Set.of("time", "bounced"), null, null));
        assertThat(question.trackers()).containsExactly("bounced");
        assertThat(question.getFinds()).extracting(Find::collection).containsExactly("mail", "mail_horizons");
        assertThat(question.getFinds().get(0).query().get("tracker", Document.class))
                .isEqualTo(new Document("$in", List.of("bounced")));
        assertThat(ask(Map.of(), new Needed(Set.of("time"), null, null)).getFinds())
                .isEmpty();
        assertThat(ask(Map.of("tracker", List.of("outgoing")), new Needed(Set.of("bounced"), null, null))
                        .trackers())
                .isEmpty();
    }

    @Test
    void counts_tooMany_refusedInOneLine() {
        List<String> many =
                IntStream.range(0, 200).mapToObj(number -> "t" + number).toList();
        Map<String, List<String>> year =
                Map.of("from", List.of("2025-11-25"), "to", List.of("2026-11-24"), "step", List.of("window"));
        assertThatThrownBy(() -> Question.parse(year, many, List.of(), NOW, BERLIN, Needed.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("104832 steps of 200 trackers, more than 500000 counts");
        assertThat(Question.parse(year, many, List.of(), NOW, BERLIN, new Needed(Set.of("t7"), null, null))
                        .trackers())
                .containsExactly("t7");
    }

    @Test
    void slots_ofAYearOfDays_followTheClockOfTheirZone() {
        Map<String, List<String>> year = Map.of("from", List.of("2026-01-01"), "to", List.of("2026-11-01T00:00:00.5"));
        for (String zone : List.of("UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "+05:30")) {
            ZoneId id = ZoneId.of(zone);
            Slots slots =
                    Question.parse(year, KNOWN, List.of(), NOW, id, Needed.ALL).slots();
            assertThat(slots.size()).as(zone).isEqualTo(305);
            for (int slot = 0; slot <= 304; slot++) {
                assertThat(Instant.ofEpochSecond(slots.start(slot)).atZone(id))
                        .isEqualTo(LocalDate.parse("2026-01-01").plusDays(slot).atStartOfDay(id));
            }
        }
    }

    @Test
    void slots_ofHours_wholeHoursOfTheZoneOneAfterTheOther() {
        Map<String, List<String>> night = Map.of(
                "from", List.of("2026-10-25T00:10"),
                "to", List.of("2026-10-25T05:00"),
                "step", List.of("hour"),
                "zone", List.of("Europe/Berlin"));
        Slots slots = ask(night, Needed.ALL).slots();
        assertThat(slots.size()).isEqualTo(6);
        assertThat(Step.name(slots.start(0))).isEqualTo("2026-10-24T22:00Z");
        assertThat(Step.name(slots.end(5))).isEqualTo("2026-10-25T04:00Z");
        assertThat(ask(Map.of("minutes", List.of("60"), "step", List.of("window")), Needed.ALL)
                        .slots()
                        .size())
                .isEqualTo(13);
    }

    @Test
    void question_ofTheSame_equal() {
        Map<String, List<String>> hour = Map.of("minutes", List.of("60"));
        assertThat(ask(hour, Needed.ALL))
                .isEqualTo(ask(hour, Needed.ALL))
                .hasSameHashCodeAs(ask(hour, Needed.ALL))
                .isNotEqualTo(ask(Map.of("minutes", List.of("65")), Needed.ALL));
    }

    @Test
    void trackers_oneThatIsNotActiveAnyMore_isThereByNameAlone() {
        List<String> previous = List.of("invites");
        assertThat(Question.parse(Map.of(), KNOWN, previous, NOW, BERLIN, Needed.ALL)
                        .trackers())
                .doesNotContain("invites");
        assertThat(Question.parse(Map.of("tracker", previous), KNOWN, previous, NOW, BERLIN, Needed.ALL)
                        .trackers())
                .containsExactly("invites");
    }
}
