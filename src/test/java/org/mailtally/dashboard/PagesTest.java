package org.mailtally.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"#]*)\"|from '([^']*)'");

    private final Dashboard dashboard = new Dashboard();

    @Test
    void page_root_isTheDocument() {
        Page page = dashboard.page("/").orElseThrow();
        assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.text()).startsWith("<!DOCTYPE html>");
        assertThat(page.contentSecurityPolicy()).contains("default-src 'none'").doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "style.css",
                "//style.css",
                "/../web/style.css",
                "/web/style.css",
                "/%2e%2e/pom.xml",
                "/..",
                "/style.css/",
                "/STYLE.CSS",
                "/style.css\u0000",
                "/META-INF/MANIFEST.MF",
                "/org/mailtally/dashboard/Pages.class",
                "/logback.xml"
            })
    void page_anythingElse_isNotFound(String path) {
        assertThat(dashboard.page(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/try"})
    void page_whatAResourceRefersTo_isThere_andRelativeToIt(String path) {
        assertThat(REFERENCE.matcher(dashboard.page(path).orElseThrow().text()).results())
                .isNotEmpty()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .noneMatch(reference -> reference.startsWith("/"))
                .filteredOn(reference -> !reference.equals("gviz") && !reference.equals("health"))
                .allSatisfy(reference -> assertThat(dashboard.page(
                                URI.create(path).resolve(reference).getPath()))
                        .as(reference)
                        .isPresent());
    }

    @Test
    void page_uplot_comesFromItsWebJar() {
        assertThat(dashboard.page("/uplot.js").orElseThrow().text()).contains("uPlot");
        assertThat(dashboard.page("/style.css").orElseThrow().text()).contains(".uplot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app.js", "/try.js"})
    void page_script_holdsAllThatItsModulesImport(String path) {
        assertThat(dashboard.page(path).orElseThrow().text())
                .contains("const $header = (() => {", "const $list = (() => {")
                .doesNotContainPattern("(?m)^(import|export) ");
    }

    @Test
    void isKnownTo_tagOfTheSameText_saysSo() {
        Page page = dashboard.page("/style.css").orElseThrow();
        assertThat(page.isKnownTo(page.etag())).isTrue();
        assertThat(page.isKnownTo("\"other\", W/" + page.etag())).isTrue();
        assertThat(page.isKnownTo("*")).isTrue();
        assertThat(page.isKnownTo(null)).isFalse();
        assertThat(page.isKnownTo("\"other\"")).isFalse();
        assertThat(page.isKnownTo(dashboard.page("/app.js").orElseThrow().etag()))
                .isFalse();
    }
}
