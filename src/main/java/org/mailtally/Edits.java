package org.mailtally;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailtally.dashboard.Situation;
import org.mailtally.follow.ActiveTrackers;
import org.mailtally.reload.Refusal;
import org.mailtally.reload.RouteReloader;
import org.mailtally.serve.Situations;
import org.mailtally.source.file.Following;
import org.mailtally.tally.TrackerDefinition;

/** What became of edits of the route files, for the pages. Thread-safe. */
final class Edits {

    private final ActiveTrackers activeTrackers;
    private final Following following;
    private volatile @Nullable RouteReloader edited;

    Edits(ActiveTrackers activeTrackers, Following following) {
        this.activeTrackers = activeTrackers;
        this.following = following;
    }

    /** The watch over the route files was begun. */
    void watchedBy(RouteReloader reloader) {
        edited = reloader;
    }

    long taken() {
        return edited(RouteReloader::taken, 0L);
    }

    long refusals() {
        return edited(RouteReloader::refusals, 0L);
    }

    Situation.Edits now() {
        Situation.Refused known = edited(RouteReloader::refused, Optional.<RouteReloader.Refused>empty())
                .map(Edits::refused)
                .orElse(null);
        return new Situation.Edits(known, recount());
    }

    /** What the watch over the route files knows; something else before there is one. */
    private <T> T edited(Function<RouteReloader, T> known, T without) {
        RouteReloader reloader = edited;
        return reloader == null ? without : known.apply(reloader);
    }

    private static Situation.Refused refused(RouteReloader.Refused known) {
        Refusal refusal = known.refusal();
        return new Situation.Refused(
                refusal.where(),
                refusal.line(),
                refusal.element(),
                refusal.excerpt(),
                refusal.caret(),
                refusal.fault(),
                refusal.remedy(),
                known.since());
    }

    private Situation.@Nullable Recount recount() {
        List<String> labels = activeTrackers.recounted().stream()
                .map(TrackerDefinition::label)
                .toList();
        return labels.isEmpty() ? null : Situations.recount(labels, following);
    }
}
