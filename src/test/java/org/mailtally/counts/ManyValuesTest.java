package org.mailtally.counts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Many values in many windows of many logs: refused in words before they use the memory up. */
class ManyValuesTest {

    @Test
    void moreValuesThanAnAnswerHolds_refusedInOneLine() {
        Question question = Question.finished(List.of("deferred-to"), 10, Instant.parse("2026-11-23T10:02:00Z"));
        List<Document> rows = IntStream.range(0, 100_001)
                .mapToObj(number -> new Document("tracker", "deferred-to")
                        .append("by", "v" + number)
                        .append("log", "9f3ab2c4")
                        .append("insert_time", Date.from(Instant.parse("2026-11-23T09:50:00Z")))
                        .append("msg_count", 1L)
                        .append("reading", "0001 c41d"))
                .toList();

        assertThatThrownBy(() -> CountsByValue.of(question, List.of(rows)))
                .isInstanceOf(TooMuchException.class)
                .hasMessage(
                        "this range has more than 100000 values of its steps: ask for a shorter one, or for a longer"
                                + " step");
    }
}
