package org.mailtally.dashboard;

/** What the page says below a count that nothing judges: that it is not judged, and what is missing in it. */
final class Remarks {
    private final Situation situation;
    private final Situation.Hour shown;
    private final Unread unread;
    private final Ordinary ordinary;

    Remarks(Situation situation, Situation.Hour shown) {
        this.situation = situation;
        this.shown = shown;
        Wording wording = new Wording(situation.now(), situation.zone());
        this.unread = new Unread(situation, wording);
        this.ordinary = new Ordinary(situation, wording);
    }

    Phrase all() {
        return judged().and(missing());
    }

    /** What is missing in the count. */
    Phrase missing() {
        return unseen().and(unread.part());
    }

    private Phrase judged() {
        if (situation.trackers().isEmpty()) {
            return Phrase.of("No tracker is defined: add one to routes/trackers.camel.yaml.");
        }
        Situation.Usual usual = shown.usual();
        if (usual != null && !usual.isKnown()) {
            return Phrase.of(shown.label() + ": " + ordinary.learning(usual) + ".");
        }
        if (usual != null && shown.unseen() > 0) {
            return ordinary.range(shown, usual)
                    .and(", but the number is not judged, since a part of the hour is missing.");
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
