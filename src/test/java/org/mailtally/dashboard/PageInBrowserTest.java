package org.mailtally.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class PageInBrowserTest {
    /** Longer than the page waits before it says that nobody answers, and than two of its questions. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static @Nullable Browser shared;

    private final Example example = new Example();
    private final PageServer server = new PageServer(example.situation());
    private final Browser browser = Objects.requireNonNull(shared);

    PageInBrowserTest() throws IOException {}

    @BeforeAll
    static void start(@TempDir Path profile) {
        shared = new Browser(profile);
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
        }
    }

    @BeforeEach
    void lightAndWide() {
        browser.show(1280, 900, "light");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void page_allIsWell_saysSoInSentenceTitleFactsAndList() {
        open("");
        assertThat(browser.text("h1")).isEqualTo("Still learning 1,284 messages in the last hour");
        assertThat(browser.text("#below")).startsWith("Outgoing mail: what is usual");
        assertThat(browser.texts("#facts li")).containsExactlyElementsOf(example.facts());
        assertThat(browser.title()).isEqualTo("Still learning: 1,284 messages in the last hour · Mailtally");
        assertThat(browser.find("#icon").getDomAttribute("href"))
                .startsWith("data:image/svg+xml,")
                .contains("circle");
        assertThat(browser.texts(".about .title")).containsExactly("Outgoing mail", "Bounces", "Lines read");
        assertThat(browser.texts(".about .count")).containsExactly("1,284", "38", "41,795");
        assertThat(browser.text(".main .about")).contains("64 so far since 14:00");
    }

    @Test
    void page_whileOpen_asksNobodyElseAndReportsNoError() {
        open("");
        await().atMost(PATIENCE).until(() -> server.asked("/health") >= 2);
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(server.address()) || url.startsWith("data:"));
        assertThat(server.askedInVain()).isEmpty();
        assertThat(browser.browserLog()).isEmpty();
    }

    @Test
    void page_behindAProxyUnderAPath_looksForNothingOutsideOfIt() {
        try (PrefixProxy proxy = new PrefixProxy(server.address())) {
            browser.open(proxy.address());
            awaitText("h1", "Still learning 1,284 messages in the last hour");
            assertThat(browser.texts(".about .count")).containsExactly("1,284", "38", "41,795");
            assertThat(browser.find("#csv").getDomProperty("href")).startsWith(proxy.address() + "gviz?");

            browser.find("a[href=try]").click();
            await().atMost(PATIENCE).until(() -> browser.title().contains("Try a pattern"));
            assertThat(browser.requests()).allMatch(url -> url.startsWith(proxy.address()) || url.startsWith("data:"));
            assertThat(proxy.outside()).isEmpty();
        }
    }

    @Test
    void page_countsChange_followWithoutAReload() {
        open("");
        browser.script("document.body.dataset.opened = 'once'");
        example.trackers = List.of(Example.hour("outgoing", "Outgoing mail", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 7));
        server.show(example.situation());
        awaitText("h1", "Still learning 11 messages in the last hour");
        assertThat(browser.texts(".about .title")).containsExactly("Outgoing mail", "Lines read");
        assertThat(browser.texts(".about .count")).containsExactly("11", "41,795");
        assertThat(browser.script("return document.body.dataset.opened")).isEqualTo("once");
    }

    @Test
    void page_serverStops_saysSinceWhenAndTurnsGrey() {
        open("");
        server.close();
        await().atMost(PATIENCE).until(() -> browser.text("h1").startsWith("No answer"));
        assertThat(browser.text("h1")).matches("No answer from Mailtally since \\d\\d:\\d\\d:\\d\\d");
        assertThat(browser.text("#below"))
                .isEqualTo("This is what was known then. The page asks again every 5 seconds.");
        assertThat(browser.title()).startsWith("No answer: ");
        assertThat(browser.texts(".about .count")).as("what was known stays").containsExactly("1,284", "38", "41,795");
        assertThat(browser.find("body").getDomAttribute("class")).contains("stale");
    }

    @Test
    void page_storeAway_keepsWhatWasKnownInGrey() {
        open("");
        example.store = new Situation.Store("mongodb://db1", false, example.ago("PT12M"), "Connection refused", true);
        example.notices = List.of("routes/trackers.camel.yaml, line 7: Dangling meta character '*'");
        server.failTables();
        server.show(example.situation());
        awaitText("h1", "Store away since 13:51, for 12 minutes");
        assertThat(browser.text(".tag.known")).isEqualTo("known until 14:03");
        assertThat(browser.text(".main .about")).contains("in the hour to 14:00");
        assertThat(browser.text("#notices"))
                .isEqualTo("routes/trackers.camel.yaml, line 7: Dangling meta character '*'");
        assertThat(browser.find("body").getDomAttribute("class")).contains("stale");
    }

    @Test
    void page_editThatWasNotTaken_isABannerWithTheLineAndACaret_andGoesAwayByItself() {
        String line = "        pattern: '/cleanup\\[\\d+*\\]<b>'";
        example.edits = new Situation.Edits(
                new Situation.Refused(
                        "routes/trackers.camel.yaml",
                        7,
                        "pattern of invites",
                        line,
                        line.indexOf('*'),
                        "Dangling meta character '*'",
                        "correct the pattern",
                        example.ago("PT5M")),
                null);
        server.show(example.situation());
        open("");
        assertThat(browser.text("#refused"))
                .contains("An edit was not taken: routes/trackers.camel.yaml, line 7, pattern of invites")
                .contains("Dangling meta character '*'")
                .contains("The previous routes keep running; nothing has stopped. Seen 13:58:09.");
        assertThat(browser.text("#refused pre .fault")).isEqualTo("*");
        assertThat(browser.text("h1")).startsWith("Still learning");
        example.edits = Situation.Edits.NONE;
        server.show(example.situation());
        await().atMost(PATIENCE).until(() -> browser.text("#refused").isEmpty());
    }

    @Test
    void page_noLogFound_saysWhereItLookedAndWhatToWrite() {
        example.logs = List.of();
        example.folder = new Situation.Folder("/var/log", "mail\\.log.*", FolderState.NO_MATCH, List.of("syslog"));
        example.store = new Situation.Store("embedded:data", true, example.now, null, false);
        example.trackers = List.of(Example.unseen(example.trackers.get(0), 0, 13));
        server.show(example.situation());
        open("");
        assertThat(browser.text("h1")).isEqualTo("No log found yet, so nothing is counted");
        assertThat(browser.texts("#looks dd"))
                .containsExactly(
                        "/var/log is there and readable", "mail\\.log.* fits none of the files there", "syslog");
        assertThat(browser.texts("#remedies pre").get(0)).contains("maillog.include = syslog.*");
        assertThat(browser.text(".tag.gap")).isEqualTo("nobody looked in this hour");
    }

    @Test
    void page_hostileLabels_areShownAndNotRun() {
        String hostile =
                "<img src=x onerror=\"document.body.dataset.run=1\"><script>document.body.dataset.run=1</script>";
        example.trackers = List.of(Example.hour("outgoing", hostile, new long[13]));
        example.logs = List.of(example.log("<b onmouseover=x>mail.log"));
        example.notices = List.of("<svg onload=document.body.dataset.run=1>");
        server.show(example.situation());
        open("");
        assertThat(browser.text(".about .title")).isEqualTo(hostile);
        assertThat(browser.text("#facts")).contains("<b onmouseover=x>mail.log");
        assertThat(browser.script("return document.body.dataset.run")).isNull();
        assertThat(browser.script("return document.querySelectorAll('img, main script, main b[onmouseover]').length"))
                .isEqualTo(0L);
        assertThat(browser.browserLog()).isEmpty();
    }

    @Test
    void chart_anHour_isDrawnInTheColourOfItsSeriesAgainAndAgain() {
        open("");
        assertThat(pixels(0, 12)).isGreaterThan(500);
        await().atMost(PATIENCE).until(() -> server.asked("/gviz") >= 3);
        assertThat(pixels(0, 12)).isGreaterThan(500);
    }

    @Test
    void chart_gap_isHatchedAndHoldsNoLine() {
        example.trackers = List.of(Example.unseen(example.trackers.get(0), 3, 6));
        server.show(example.situation());
        open("");
        assertThat(pixels(3.1, 5.9)).isZero();
        assertThat(pixels(6.1, 12)).isGreaterThan(500);
        assertThat(hatched(3, 6)).isGreaterThan(500);
        assertThat(hatched(6.1, 12)).isZero();
        assertThat(browser.text(".tag.gap")).isEqualTo("nobody looked 13:15 to 13:30");
    }

    @Test
    void chart_zeros_areALineOnTheGroundAndNoGap() {
        example.trackers = List.of(Example.hour("outgoing", "Outgoing mail", 9, 9, 9, 0, 0, 0, 9, 9, 9, 9, 9, 9, 0));
        server.show(example.situation());
        open("");
        assertThat(pixels(3.1, 5.9)).isGreaterThan(100);
        assertThat(hatched(3, 6)).isZero();
    }

    @Test
    void chart_keys_moveTheReadOut() {
        open("");
        key(Keys.HOME);
        assertThat(browser.text(".pill")).isEqualTo("13:00 to 13:05");
        assertThat(spoken()).isEqualTo("13:00 to 13:05, 95 messages");
        key(Keys.ARROW_RIGHT);
        key(Keys.ARROW_RIGHT);
        assertThat(spoken()).isEqualTo("13:10 to 13:15, 123 messages");
        assertThat(browser.texts(".reading")).containsExactly("123", "3", "3,638");
        key(Keys.ARROW_LEFT);
        assertThat(spoken()).isEqualTo("13:05 to 13:10, 108 messages");
        key(Keys.END);
        assertThat(spoken()).isEqualTo("14:00 to 14:05, 64 messages so far");
        key(Keys.ESCAPE);
        assertThat(browser.texts(".pill")).isEmpty();
        key(Keys.ARROW_DOWN);
        assertThat(browser.text(".main .title")).isEqualTo("Bounces");
    }

    @Test
    void chart_keyT_showsTheTableBehindIt() {
        example.trackers = List.of(Example.unseen(example.trackers.get(0), 3, 4));
        example.lines = Example.unseen(example.lines, 3, 4);
        server.show(example.situation());
        open("");
        assertThat(browser.find("#table").getDomAttribute("class")).contains("visually-hidden");
        browser.find("[role=slider]").sendKeys("t");
        assertThat(browser.find("#table").getDomAttribute("class")).doesNotContain("visually-hidden");
        assertThat(browser.texts("#table tbody tr"))
                .hasSize(13)
                .contains(
                        "13:10 to 13:15 123 3,638",
                        "13:15 to 13:20 – – nobody looked",
                        "14:00 to 14:05 64 2,001 so far");
    }

    @Test
    void chart_pressOnATracker_makesItTheMainOneAndStaysInTheAddress() {
        open("");
        browser.find(".about button.title").click();
        assertThat(browser.text(".main .title")).isEqualTo("Bounces");
        assertThat(browser.script("return location.search")).isEqualTo("?tracker=bounced&range=1h");
        open("?tracker=bounced");
        assertThat(browser.text(".main .title")).isEqualTo("Bounces");
    }

    @Test
    void values_trackerBrokenDown_topFiveAndTheOthersBelowTheChart() {
        Situation.Hour hour = example.trackers.get(0);
        Situation.Hour byHost = new Situation.Hour(hour.name(), hour.label(), hour.windows(), 0, "host");
        example.trackers = List.of(example.trackers.get(1), byHost);
        server.show(example.situation());
        open("");
        assertThat(browser.texts("#values tbody tr")).isEmpty();
        browser.find(".about button.title").click();
        await().atMost(PATIENCE).until(() -> browser.texts("#values tbody tr").size() == 8);
        assertThat(browser.text("#values caption")).isEqualTo("By host Outgoing mail, the last hour");
        assertThat(browser.texts("#values tbody th"))
                .containsExactly("<b>mx0", "<b>mx2", "<b>mx3", "<b>mx4", "<b>mx5", "<b>mx6", "<b>mx7", "3 others");
        assertThat(browser.texts("#values td:nth-child(3)"))
                .startsWith("100", "80", "70")
                .endsWith("120");
        assertThat(browser.texts("#values td:nth-child(5)")).first().isEqualTo("18.2 %");
        assertThat(browser.texts("#values td:last-child")).startsWith("±0 %");
        assertThat(browser.script("return document.querySelectorAll('#values tbody svg path.line').length"))
                .isEqualTo(7L);
        browser.find("#values button").click();
        await().atMost(PATIENCE).until(() -> browser.text(".main .title").equals("Outgoing mail: <b>mx0"));
        await().atMost(PATIENCE)
                .until(() -> browser.texts("#table tbody tr").size() == 13
                        && String.valueOf(browser.script(
                                        "return document.querySelector('#table tbody td:nth-child(3)').textContent"))
                                .equals("7"));
        assertThat(String.valueOf(browser.script("return location.search"))).contains("value=%3Cb%3Emx0");
    }

    @Test
    void weeks_hours_areDotsThatAreReadByKeysAndGoneToByEnter() {
        openAt("");
        await().atMost(PATIENCE).until(() -> browser.text("#weeks h2").equals("Hour by hour Outgoing mail"));
        WebElement dots = browser.find("#weeks .dots");
        dots.sendKeys(Keys.ARROW_LEFT);
        assertThat(browser.text("#weeks .key")).isEqualTo("Mon 23 Nov 14:00, 600 messages so far");
        dots.sendKeys(Keys.ARROW_UP);
        assertThat(browser.text("#weeks .key")).isEqualTo("Mon 23 Nov 13:00, 600 messages");
        dots.sendKeys(Keys.chord(Keys.ARROW_LEFT), Keys.ENTER);
        awaitText("#key", "Messages per 5 minutes, Sun 22 Nov 13:00 to Sun 22 Nov 14:00");
    }

    @Test
    void weeks_nightTheClockGoesBack_readsTheRepeatedHourAsOne() {
        example.now = Instant.parse("2026-10-25T01:22:00Z");
        server.show(example.situation());
        openAt("");
        await().atMost(PATIENCE).until(() -> browser.text("#weeks h2").equals("Hour by hour Outgoing mail"));
        browser.find("#weeks .dots").sendKeys(Keys.ARROW_LEFT);
        assertThat(browser.text("#weeks .key")).endsWith("02:00, 600 messages, the mean of the repeated hour");
    }

    @Test
    void chart_countsChange_keepTheFocusWhereItIs() {
        open("");
        browser.script("document.querySelector('.about button.title').focus()");
        example.trackers = List.of(
                example.trackers.get(0), Example.hour("bounced", "Bounces", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
        server.show(example.situation());
        await().atMost(PATIENCE).until(() -> browser.texts(".about .count").contains("12"));
        assertThat(browser.script("return document.activeElement.textContent")).isEqualTo("Bounces");
    }

    @Test
    void chart_eachRange_isDrawnInTheStepsThatFitIt_andStaysInTheAddress() {
        openAt("");
        assertThat(browser.text("#key")).isEqualTo("Messages per 5 minutes, the last 24 hours");
        assertThat(browser.texts("#ranges [aria-pressed=true]")).containsExactly("24 h");
        assertThat(browser.texts(".tag.time")).contains("18:00", "Mon 23 Nov", "09:00");
        chooseRange("7d", "Messages per hour, the last 7 days");
        assertThat(browser.script("return location.search")).isEqualTo("?range=7d");
        assertThat(browser.texts(".tag.time")).contains("Tue 17 Nov", "Mon 23 Nov");
        chooseRange("30d", "Messages per hour, the last 30 days");
        chooseRange("1y", "Messages per day, the last year");
        assertThat(browser.texts(".tag.time")).contains("Jan", "Nov");
        key(Keys.HOME);
        assertThat(browser.text(".pill")).isEqualTo("Sun 23 Nov");
        browser.script("history.back()");
        awaitText("#key", "Messages per hour, the last 30 days");
        openAt("?range=6h");
        assertThat(browser.text("#key")).isEqualTo("Messages per 5 minutes, the last 6 hours");
    }

    @Test
    void chart_draggedOver_zoomsIn_andEscapeGoesBack() {
        openAt("");
        browser.drag(".main .plot", 0.25, 0.5);
        await().atMost(PATIENCE).until(() -> browser.text("#key").contains(" to "));
        String zoomed = String.valueOf(browser.script("return location.search"));
        assertThat(zoomed).matches("\\?from=2026-11-2\\dT\\d\\d%3A\\d\\dZ&to=2026-11-2\\dT\\d\\d%3A\\d\\dZ");
        assertThat(browser.text("#reset")).isEqualTo("Reset zoom");
        assertThat(browser.texts("#ranges [aria-pressed=true]")).isEmpty();
        String shown = browser.text("#key");
        openAt(zoomed);
        assertThat(browser.text("#key")).as("a link shows the same").isEqualTo(shown);
        key(Keys.ESCAPE);
        awaitText("#key", "Messages per 5 minutes, the last 24 hours");
    }

    @Test
    void chart_zoomedByKeys_movesByShiftAndArrow() {
        openAt("");
        key(Keys.HOME);
        key(Keys.SPACE);
        key(Keys.PAGE_DOWN);
        key(Keys.SPACE);
        awaitText("#key", "Messages per 5 minutes, Sun 22 Nov 14:00 to Sun 22 Nov 15:05");
        browser.find("[role=slider]").sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT));
        await().atMost(PATIENCE).until(() -> browser.text("#key").endsWith("Sun 22 Nov 13:27 to Sun 22 Nov 14:32"));
        browser.find("#reset").click();
        awaitText("#key", "Messages per 5 minutes, the last 24 hours");
    }

    @Test
    void chart_parametersMadeUp_showTheUsualRange() {
        for (String query : List.of("?range=<b>", "?from=never&to=now", "?from=2026-11-23&to=2020-01-01", "?range=")) {
            openAt(query);
            assertThat(browser.text("#key")).as(query).isEqualTo("Messages per 5 minutes, the last 24 hours");
        }
        assertThat(browser.browserLog()).isEmpty();
    }

    @Test
    void page_opened_isFewRequestsAndSmall() {
        openAt("");
        assertThat(browser.requests())
                .filteredOn(url -> !url.startsWith("data:"))
                .hasSizeLessThanOrEqualTo(12);
    }

    private void chooseRange(String range, String key) {
        browser.find("#ranges [value='" + range + "']").click();
        awaitText("#key", key);
    }

    @Test
    void chart_midnight_carriesTheDate() {
        example.now = Instant.parse("2026-11-23T23:28:00Z");
        server.show(example.situation());
        open("");
        assertThat(browser.text(".tag.midnight")).isEqualTo("Tue 24 Nov");
        assertThat(browser.texts(".tag.time")).containsSequence("23:50", "Tue 24 Nov", "00:10");
    }

    @Test
    void chart_nightTheClockGoesBack_namesTheRepeatedHourTwice() {
        example.now = Instant.parse("2026-10-25T01:22:00Z");
        server.show(example.situation());
        open("");
        assertThat(browser.texts(".tag.time"))
                .containsExactly("02:20", "02:30", "02:40", "02:50", "02:00", "02:10", "02:20");
    }

    @Test
    void zones_utcChosen_wordsAllTimesInIt() {
        open("");
        assertThat(browser.text("#local")).isEqualTo("Local time, CET");
        assertThat(browser.texts(".tag.time")).startsWith("13:00", "13:10");
        browser.find("#utc").click();
        await().atMost(PATIENCE).until(() -> browser.text("#facts").contains("Last line read 13:03:07"));
        assertThat(browser.texts(".tag.time")).startsWith("12:00", "12:10");
        assertThat(browser.find("#csv").getDomAttribute("href"))
                .contains("zone=UTC")
                .contains("tqx=out%3Acsv");
    }

    @Test
    void spoken_sameWord_isSaidOnce() {
        open("");
        browser.script("window.said = 0; new MutationObserver(() => window.said++)"
                + ".observe(document.getElementById('spoken'), {childList: true})");
        example.trackers = List.of(Example.hour("outgoing", "Outgoing mail", new long[13]));
        server.show(example.situation());
        awaitText("h1", "Still learning 0 messages in the last hour");
        assertThat(browser.script("return window.said")).isEqualTo(0L);
        example.logs = List.of(example.log("mail.log", example.ago("PT1S"), example.ago("PT40M"), null));
        server.show(example.situation());
        awaitText("h1", "Log silent no line for 40 minutes");
        assertThat(browser.script("return window.said")).isEqualTo(1L);
    }

    @Test
    void page_darkSystem_isDark() {
        browser.show(1280, 900, "dark");
        open("");
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(17, 21, 26)");
    }

    @Test
    void page_narrow_needsNoSidewaysScrolling() {
        for (int width : new int[] {320, 390, 700, 900}) {
            browser.show(width, 800, "light");
            open("");
            assertThat(browser.script("const all = document.documentElement; return all.scrollWidth - all.clientWidth"))
                    .as("at %d px", width)
                    .isEqualTo(0L);
        }
    }

    /** Opens the page on the last hour. */
    private void open(String query) {
        openAt(query + (query.isEmpty() ? "?" : "&") + "range=1h");
    }

    private void openAt(String query) {
        browser.open(server.address() + query);
        await().atMost(PATIENCE).until(() -> !browser.texts(".tag.time").isEmpty());
    }

    private void awaitText(String selector, String text) {
        await().atMost(PATIENCE).until(() -> browser.text(selector).equals(text));
    }

    private void key(Keys key) {
        browser.find("[role=slider]").sendKeys(key);
    }

    private String spoken() {
        return String.valueOf(browser.find("[role=slider]").getDomAttribute("aria-valuetext"));
    }

    /** Pixels of the first series' colour between two places, in windows from the left. */
    private long pixels(double from, double to) {
        return coloured(from, to, "27, 80, 174", 8);
    }

    /** Pixels of the hatch, three quarters opaque, between two places. */
    private long hatched(double from, double to) {
        return coloured(from, to, "167, 173, 178", 6);
    }

    private long coloured(double from, double to, String colour, int apart) {
        return (Long) browser.script("const canvas = document.querySelector('.main canvas');"
                + "const step = canvas.width / 13; const rgb = [" + colour + "];"
                + "const data = canvas.getContext('2d').getImageData(Math.round(" + from + " * step), 0,"
                + " Math.round((" + to + " - " + from + ") * step), canvas.height).data;"
                + "let found = 0;"
                + "for (let i = 0; i < data.length; i += 4) {"
                // over the ground, as the eye sees it
                + "  const seen = [252, 252, 250].map((ground, k) => ground + (data[i + k] - ground) * data[i + 3] / 255);"
                + "  if (seen.every((value, k) => Math.abs(value - rgb[k]) <= " + apart + ")) found++;"
                + "} return found;");
    }
}
