package org.mailtally.serve;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.DataSource;
import org.mailtally.tally.TrackerDefinition;

/**
 * A request of {@code /gviz} as it was sent, with all by which it is understood: equal ones mean the same.
 *
 * @param query the query string
 * @param authorized whether it has the header that only pages of this server may send
 * @param origin the page's origin; null where it names none
 * @param second the present in whole seconds: ranges that end with it begin and end at whole ones
 */
record Sent(
        String query,
        boolean authorized,
        @Nullable String origin,
        Instant second,
        DataSource.Access access,
        AnswerSettings settings,
        List<TrackerDefinition> trackers) {}
