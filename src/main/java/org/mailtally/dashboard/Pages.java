package org.mailtally.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The page's own resources by request path: a fixed list, read once, so that a path never reaches the class path. */
final class Pages {
    private static final String WEB = "/web/";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The browser asks each time, and is told that nothing changed: an upgrade never mixes old and new parts. */
    private static final String CACHE = "no-cache";

    private final Map<String, Page> pages;

    Pages() {
        Map<String, String> resources = new LinkedHashMap<>();
        resources.put("/", WEB + "index.html");
        resources.put("/favicon.ico", WEB + "favicon.svg");
        resources.put("/uplot.js", UPLOT + "uPlot.iife.min.js");
        resources.put("/uplot.css", UPLOT + "uPlot.min.css");
        for (String name : new String[] {
            "index.html",
            "style.css",
            "favicon.svg",
            "app.js",
            "ask.js",
            "chart.js",
            "empty.js",
            "hairline.js",
            "header.js",
            "list.js",
            "marks.js",
            "plot.js",
            "shape.js",
            "table.js",
            "times.js",
            "values.js"
        }) {
            resources.put("/" + name, WEB + name);
        }
        Map<String, Page> read = new LinkedHashMap<>();
        resources.forEach((path, resource) -> read.put(path, page(resource)));
        pages = Map.copyOf(read);
    }

    Optional<Page> find(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    private static Page page(String resource) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the resource " + resource + " is not on the class path: the installation is incomplete");
            }
            byte[] bytes = in.readAllBytes();
            return new Page(
                    contentType(resource), etag(bytes), CACHE, POLICY, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + resource + " can't be read", e);
        }
    }

    private static String contentType(String resource) {
        String ending = resource.substring(resource.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("no content type is known for " + resource);
        };
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
