package org.mailtally.serve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.tally.Step;
import org.mailtally.usual.Band;
import org.mailtally.usual.Rule;
import org.mailtally.usual.Usual;

/**
 * What is usual in each step of a question, by tracker. Immutable.
 *
 * @param bands null where it is not known
 */
record Bands(List<List<@Nullable Band>> bands) {

    /** What has to be read for the bands of a question. */
    static Question past(Question question) {
        return question.past(Usual.WEEKS, rule(question.step()).margin());
    }

    /**
     * Learns them.
     *
     * @param past the answer to what has to be read
     */
    static Bands of(Question question, Series past) {
        List<List<@Nullable Band>> all = new ArrayList<>();
        for (int tracker = 0; tracker < question.trackers().size(); tracker++) {
            int each = tracker;
            Usual usual = new Usual(rule(question.step()), question.zone(), (from, to) -> past.whole(each, from, to));
            List<@Nullable Band> bands = new ArrayList<>();
            for (int slot = 0; slot < question.slots().size(); slot++) {
                bands.add(
                        usual.of(question.slots().start(slot), question.slots().end(slot))
                                .band());
            }
            all.add(bands);
        }
        return new Bands(all);
    }

    @Nullable
    Band of(int tracker, int slot) {
        return bands.get(tracker).get(slot);
    }

    private static Rule rule(Step step) {
        return switch (step) {
            case WINDOW -> Rule.WINDOW;
            case HOUR -> Rule.HOUR;
            case DAY -> Rule.DAY;
        };
    }
}
