package org.mailtally.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comparison of the last hour with what is usual, in words. */
final class Ordinary {

    private static final int FEWEST_WEEKS = 3;

    private final Situation situation;
    private final Wording wording;

    Ordinary(Situation situation, Wording wording) {
        this.situation = situation;
        this.wording = wording;
    }

    /** The tracker that is furthest from its usual; of trackers that are not, the first. Null where there is none. */
    Situation.@Nullable Hour worst() {
        List<Situation.Hour> trackers = situation.trackers();
        Situation.Hour worst = null;
        for (Situation.Hour each : trackers) {
            if (off(each) > 0 && (worst == null || off(each) > off(worst))) {
                worst = each;
            }
        }
        return worst != null || trackers.isEmpty() ? worst : trackers.get(0);
    }

    private static double off(Situation.Hour hour) {
        Long count = hour.count();
        Situation.Usual usual = hour.usual();
        if (count == null || usual == null) {
            return 0;
        }
        if (isTooMany(hour)) {
            return (count - usual.high()) / (double) Math.max(1, usual.high());
        }
        return isTooFew(hour) ? (usual.low() - count) / (double) usual.low() : 0;
    }

    static boolean isTooMany(Situation.Hour hour) {
        Long count = hour.count();
        Situation.Usual usual = hour.usual();
        return count != null && usual != null && usual.isKnown() && count > usual.high();
    }

    /** Whether there are too few, in an hour that all of was read. */
    static boolean isTooFew(Situation.Hour hour) {
        Long count = hour.count();
        Situation.Usual usual = hour.usual();
        return count != null && usual != null && usual.isKnown() && hour.unseen() == 0 && count < usual.low();
    }

    /** Whether the count is as usual. */
    static boolean isUsual(Situation.Hour hour) {
        Long count = hour.count();
        Situation.Usual usual = hour.usual();
        return count != null && usual != null && usual.isKnown() && count >= usual.low() && count <= usual.high();
    }

    /** "Outgoing mail: usual for a Monday 14:00 is 1,100 to 1,450". */
    Phrase range(Situation.Hour hour, Situation.Usual usual) {
        Phrase range = Phrase.of(hour.label() + ": usual for a " + wording.weekdayHour(situation.to()) + " is ")
                .andStrong(Wording.number(usual.low()));
        return usual.low() == usual.high() ? range : range.and(" to ").andStrong(Wording.number(usual.high()));
    }

    /** What a count outside is seen beside. */
    Phrase outside(Situation.Hour hour, Situation.Usual usual) {
        Long lines = situation.lines().count();
        Phrase range = range(hour, usual);
        return lines == null
                ? range.and(".")
                : range.and("; ").and(Wording.counted(lines, "line")).and(lines == 1 ? " was read." : " were read.");
    }

    /** What a usual count is seen beside. */
    Phrase inside(Situation.Hour hour, Situation.Usual usual) {
        List<Situation.Hour> others = situation.trackers().stream()
                .filter(each -> !each.name().equals(hour.name()))
                .toList();
        boolean all = !others.isEmpty() && others.stream().allMatch(Ordinary::isUsual);
        String more = others.size() == 1
                ? " The other tracker is as usual too."
                : " The other " + others.size() + " trackers are as usual too.";
        return range(hour, usual).and(all ? "." + more : ".");
    }

    /** "what is usual for a Monday 14:00 is known after 3 Mondays, 1 is in". */
    String learning(Situation.Usual usual) {
        String day = wording.weekday(situation.to());
        return "what is usual for a " + wording.weekdayHour(situation.to()) + " is known after " + FEWEST_WEEKS + " "
                + day + "s, " + usual.weeks() + (usual.weeks() == 1 ? " is in" : " are in");
    }
}
