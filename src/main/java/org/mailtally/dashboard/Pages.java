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
import java.util.stream.Collectors;

/** The page's own resources by request path: a fixed list, read once, so that a path never reaches the class path. */
final class Pages {
    private static final String WEB = "/web/";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The browser asks each time, and is answered that nothing changed: an upgrade never mixes old and new parts. */
    private static final String CACHE = "no-cache";

    private final Map<String, Page> pages;

    /** @param workbench whether the workbench is among them, and the way to it */
    Pages(boolean workbench) {
        Map<String, String> resources = new LinkedHashMap<>();
        resources.put("/", WEB + "index.html");
        resources.put("/favicon.ico", WEB + "favicon.svg");
        resources.put("/uplot.js", UPLOT + "uPlot.iife.min.js");
        for (String name : new String[] {"index.html", "style.css", "favicon.svg", "app.js"}) {
            resources.put("/" + name, WEB + name);
        }
        if (workbench) {
            resources.put("/try", WEB + "try.html");
            resources.put("/try.css", WEB + "try.css");
            resources.put("/try.js", WEB + "try.js");
        }
        Map<String, Page> read = new LinkedHashMap<>();
        resources.forEach((path, resource) -> read.put(path, page(resource, workbench)));
        pages = Map.copyOf(read);
    }

    Optional<Page> find(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    private static Page page(String resource, boolean workbench) {
        String whole = whole(resource);
        String text = workbench ? whole : withoutWorkbench(whole);
        return new Page(contentType(resource), etag(text.getBytes(StandardCharsets.UTF_8)), CACHE, POLICY, text);
    }

    /** A resource with all that belongs to it, so that few requests fetch the page. */
    private static String whole(String resource) {
        if (resource.endsWith("/style.css")) {
            return text(UPLOT + "uPlot.min.css") + text(resource);
        }
        return resource.startsWith(WEB) && resource.endsWith(".js")
                ? Bundle.of(resource.substring(WEB.length()), name -> text(WEB + name))
                : text(resource);
    }

    private static String text(String resource) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the resource " + resource + " is not on the class path: the installation is incomplete");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + resource + " can't be read", e);
        }
    }

    /** Leaves out the lines that lead to the workbench. */
    private static String withoutWorkbench(String text) {
        return text.lines().filter(line -> !line.contains("href=\"try\"")).collect(Collectors.joining("\n", "", "\n"));
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
