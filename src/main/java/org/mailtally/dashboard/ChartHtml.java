package org.mailtally.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The document of a chart file: the sentence, the picture, the same as a table, and when it was written. */
final class ChartHtml {
    private static final int SERIES = 5;

    private final Situation situation;
    private final Situation.Hour tracker;
    private final Wording wording;

    ChartHtml(Situation situation, Situation.Hour tracker) {
        this.situation = situation;
        this.tracker = tracker;
        this.wording = new Wording(situation.now(), situation.zone());
    }

    /** The whole document, holding the given DataTable for programs that read the file. */
    String render(String dataTable) {
        Headline headline = new Judgement(situation, situation.zone()).headline(tracker);
        boolean counts = headline.state().isOfCounts() && tracker.count() != null;
        Phrase rest = counts ? counted() : headline.rest();
        Phrase below = Phrase.of(wording.date(situation.to()) + ", " + wording.zoneName() + ". ")
                .and(
                        counts || tracker.count() == null
                                ? Phrase.EMPTY
                                : counted().and(". "))
                .and(headline.below());
        String label = Html.escape(tracker.label());
        String style = ChartStyle.sheet(situation.trackers().indexOf(tracker) % SERIES);
        return String.join(
                "\n",
                "<!DOCTYPE html>",
                "<html lang=\"en\">",
                "<head>",
                "<meta charset=\"utf-8\">",
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '"
                        + ChartStyle.hash(style) + "'\">",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                "<meta name=\"color-scheme\" content=\"light dark\">",
                "<title>" + headline.state().word() + ": " + label + "</title>",
                "<style>" + style + "</style>",
                "</head>",
                "<body class=\"" + headline.state().id() + "\">",
                "<p class=\"label\">" + label + "</p>",
                "<h1>" + ChartStyle.shape(headline.state()) + "<b>"
                        + headline.state().word() + "</b> " + Html.escape(rest) + "</h1>",
                "<p class=\"below\">" + Html.escape(below) + "</p>",
                "<p class=\"key\">Messages per 5 minutes</p>",
                new ChartSteps(tracker.windows().subList(0, Situation.FINISHED), unsure())
                        .svg(times(), tracker.label() + ": " + rest.plain()),
                "<div class=\"tables\">" + table(0, 6) + table(6, 12) + "</div>",
                "<p class=\"written\">Written at " + wording.second(situation.now()) + " by Mailtally on "
                        + Html.escape(situation.source())
                        + ", and again every 5 minutes. If that is long ago, nobody is looking.</p>",
                // in a script element "<" could end it or open a comment; inside JSON it stands in strings alone
                "<script type=\"application/json\" id=\"gviz\">" + dataTable.replace("<", "\\u003c") + "</script>",
                "</body>",
                "</html>",
                "");
    }

    private Phrase counted() {
        Long count = tracker.count();
        return (count == null ? Phrase.of("no messages known") : Wording.counted(count, "message"))
                .and(" from " + wording.clock(situation.from()) + " to " + wording.clock(situation.to()));
    }

    private List<String> times() {
        return IntStream.rangeClosed(0, Situation.FINISHED)
                .mapToObj(this::start)
                .map(wording::clock)
                .toList();
    }

    private String table(int from, int to) {
        StringBuilder table = new StringBuilder("<table>\n<tr><th scope=\"col\">window</th><th scope=\"col\">messages")
                .append("</th><th scope=\"col\">lines read</th></tr>\n");
        for (int i = from; i < to; i++) {
            table.append("<tr><td>")
                    .append(wording.clock(start(i)) + " to " + wording.clock(start(i + 1)))
                    .append("</td><td>")
                    .append(cell(tracker.windows().get(i)))
                    .append(isUnsure(i) ? ", lines may be missing" : "")
                    .append("</td><td>")
                    .append(cell(situation.lines().windows().get(i)))
                    .append("</td></tr>\n");
        }
        return table.append("</table>").toString();
    }

    private List<Boolean> unsure() {
        return IntStream.range(0, Situation.FINISHED).mapToObj(this::isUnsure).toList();
    }

    /** Whether a possible gap touches a window. */
    private boolean isUnsure(int window) {
        return situation.gaps().stream().anyMatch(gap -> gap.touches(start(window), start(window + 1)));
    }

    private static String cell(@Nullable Long count) {
        return count == null ? "nobody looked" : Wording.number(count);
    }

    private Instant start(int window) {
        return situation.from().plus(Situation.WINDOW.multipliedBy(window));
    }
}
