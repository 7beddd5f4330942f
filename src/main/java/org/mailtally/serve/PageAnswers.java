package org.mailtally.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.mailtally.dashboard.Dashboard;
import org.mailtally.dashboard.Page;
import org.mailtally.http.HttpQuery;
import org.mailtally.http.HttpReply;
import org.mailtally.http.WorkbenchKey;

/** The answers of {@code /}: the page with its parts, and the chart files below {@code /charts/}. Thread-safe. */
public final class PageAnswers {

    private static final String CHARTS = "/charts/";
    private static final String WORKBENCH = "/try";

    private final Dashboard dashboard;
    private final Path charts;
    private final WorkbenchKey key;

    /**
     * @param charts the folder of the chart files
     * @param key what opens the lines of the logs in the workbench
     */
    public PageAnswers(Dashboard dashboard, Path charts, WorkbenchKey key) {
        this.dashboard = dashboard;
        this.charts = charts;
        this.key = key;
    }

    /** Answers a request for a path. */
    public void answer(Exchange exchange) throws IOException {
        @Nullable String requested = HttpQuery.header(exchange, Exchange.HTTP_PATH);
        String path = requested == null || requested.isEmpty()
                ? "/"
                : requested.startsWith("/") ? requested : "/" + requested;
        if (path.startsWith(CHARTS)) {
            chart(path.substring(CHARTS.length()), exchange);
            return;
        }
        Optional<Page> found = dashboard.page(path);
        if (found.isEmpty()) {
            HttpReply.text(exchange, 404, "text/plain; charset=utf-8", Map.of(), "There is nothing at this address.\n");
            return;
        }
        HttpQuery query = HttpQuery.of(exchange);
        if (path.equals(WORKBENCH) && query.parameters().containsKey(WorkbenchKey.PARAMETER)) {
            key.take(exchange, query.first(WorkbenchKey.PARAMETER));
            return;
        }
        Page page = found.get();
        Map<String, String> headers = Map.of(
                "ETag", page.etag(),
                "Cache-Control", page.cacheControl(),
                "Content-Security-Policy", page.contentSecurityPolicy());
        boolean known = page.isKnownTo(HttpQuery.header(exchange, "If-None-Match"));
        HttpReply.text(exchange, known ? 304 : 200, page.contentType(), headers, known ? "" : page.text());
    }

    /** Answers with a chart file: only one that lies right in the folder, by its plain name. */
    private void chart(String name, Exchange exchange) throws IOException {
        boolean plain = name.endsWith(".html") && name.indexOf('/') < 0 && name.indexOf('\0') < 0;
        Path file = plain ? charts.resolve(name) : charts;
        if (!plain || name.startsWith(".") || !Files.isRegularFile(file)) {
            HttpReply.text(exchange, 404, "text/plain; charset=utf-8", Map.of(), "There is no such chart.\n");
            return;
        }
        HttpReply.bytes(exchange, 200, "text/html; charset=utf-8", Map.of(), Files.readAllBytes(file));
    }
}
