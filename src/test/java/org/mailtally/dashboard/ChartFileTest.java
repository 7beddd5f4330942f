package org.mailtally.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ChartFileTest {
    private static final String TABLE = "{\"cols\":[{\"id\":\"time\"}],\"rows\":[]}";
    private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z!][a-zA-Z0-9]*)");

    private final Example example = new Example();
    private final Dashboard dashboard = new Dashboard();

    @Test
    void chart_anHour_saysAndShowsTheCounts() {
        ChartFile chart = dashboard.chart(example.situation(), "outgoing", TABLE);
        assertThat(chart.fileName()).isEqualTo("Outgoing_mail.html");
        assertThat(chart.html())
                .contains("<b>Still learning</b> <strong>1,284</strong> messages from 13:00 to 14:00</h1>")
                .contains("Monday 23 November 2026, CET. ")
                .contains("<tr><td>13:10 to 13:15</td><td>123</td><td>3,638</td></tr>")
                .contains("Written at 14:03:09 by Mailtally on mx1, and again every 5 minutes. "
                        + "If that is long ago, nobody is looking.")
                .contains("<script type=\"application/json\" id=\"gviz\">" + TABLE + "</script>")
                .doesNotContain("http://", "https://", " src=", " href=", "class=\"gap\"");
    }

    @Test
    void chart_windowsNobodyLookedAt_areHatchedAndNamedAndNotZero() {
        example.trackers = List.of(Example.unseen(example.trackers.get(0), 3, 6));
        String html = dashboard.chart(example.situation(), "outgoing", TABLE).html();
        assertThat(html)
                .contains("<tr><td>13:15 to 13:20</td><td>nobody looked</td><td>3,574</td></tr>")
                .containsOnlyOnce("class=\"gap\"")
                .contains("For <strong>15</strong> minutes of the hour nobody looked.");
        assertThat(html.split("class=\"line\"", -1)).as("the line is broken").hasSize(3);
    }

    @Test
    void chart_hourNobodyLookedAt_isHatchFromEndToEnd() {
        example.trackers = List.of(Example.unseen(example.trackers.get(0), 0, 13));
        assertThat(dashboard.chart(example.situation(), "outgoing", TABLE).html())
                .containsOnlyOnce("class=\"gap\"")
                .contains("width=\"840\"")
                .doesNotContain("class=\"line\"");
    }

    @Test
    void chart_logSilent_saysTheStateAndTheCount() {
        example.logs = List.of(example.log("mail.log", example.ago("PT1S"), example.ago("PT40M"), null));
        assertThat(dashboard.chart(example.situation(), "outgoing", TABLE).html())
                .contains("<b>Log silent</b> no line for <strong>40</strong> minutes</h1>")
                .contains(
                        "CET. <strong>1,284</strong> messages from 13:00 to 14:00. <strong>mail.log</strong> is there");
    }

    @Test
    void chart_unknownTracker_isRefusedByName() {
        assertThatThrownBy(() -> dashboard.chart(example.situation(), "invites", TABLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no tracker is named \"invites\"");
    }

    @Test
    void chart_styleSheet_isTheOneThatItsPolicyAllows() {
        String html = dashboard.chart(example.situation(), "bounced", TABLE).html();
        Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(html);
        assertThat(style.find()).isTrue();
        assertThat(html).contains("default-src 'none'; style-src '" + ChartStyle.hash(style.group(1)) + "'");
    }

    @Property(tries = 300)
    void chart_anyLabel_addsNoMarkup(@ForAll("hostile") String label) {
        String harmless = chart("label", TABLE);
        String html = chart(label, TABLE);
        assertThat(tags(html)).isEqualTo(tags(harmless));
    }

    @Property(tries = 300)
    void chart_anyTable_staysInsideItsScript(@ForAll("hostile") String text) {
        String json = JsonNodeFactory.instance.objectNode().put("label", text).toString();
        assertThat(tags(chart("label", json))).isEqualTo(tags(chart("label", "{}")));
    }

    @Property
    void above_anyCount_isRoundAndNotBelowIt(@ForAll @LongRange(max = 1L << 50) long count) {
        assertThat(ChartSteps.above(count)).isBetween(Math.max(1, count), Math.max(1, 2 * count));
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "<script>alert(1)</script>",
                        "</script>",
                        "<!--",
                        "\"><img src=x onerror=alert(1)>",
                        "'",
                        "&lt;",
                        "]]>",
                        "\u0000",
                        "\u2028",
                        "</style>",
                        "</svg>",
                        "a",
                        " ",
                        "\uD800")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    private String chart(String label, String json) {
        Situation.Hour hour = example.trackers.get(0);
        example.trackers = List.of(new Situation.Hour(hour.name(), label, hour.windows(), 0));
        return dashboard.chart(example.situation(), hour.name(), json).html();
    }

    /** Each place where a browser begins a tag, a comment or a declaration. */
    private static List<String> tags(String html) {
        return TAG.matcher(html).results().map(match -> match.group(1)).toList();
    }
}
