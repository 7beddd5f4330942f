package org.mailtally.dashboard;

/** What the page says below a count that nothing judges: that it is not judged, and what is missing in it. */
final class Remarks {
    private final Situation situation;
    private final Situation.Hour shown;
    private final Unread unread;

    Remarks(Situation situation, Situation.Hour shown) {
        this.situation = situation;
        this.shown = shown;
        this.unread = new Unread(situation, new Wording(situation.now(), situation.zone()));
    }

    Phrase all() {
        return judged().and(unseen()).and(unread.part());
    }

    private Phrase judged() {
        if (situation.trackers().isEmpty()) {
            return Phrase.of("No tracker is defined: add one to routes/trackers.camel.yaml.");
        }
        return Phrase.of(shown.label() + ": what is usual at this hour is not known, so the number is not judged.");
    }

    private Phrase unseen() {
        if (shown.unseen() == 0) {
            return Phrase.EMPTY;
        }
        return Phrase.of(" For ")
                .and(Wording.span(Situation.WINDOW.multipliedBy(shown.unseen())))
                .and(" of the hour nobody looked.");
    }
}
