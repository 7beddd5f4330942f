package org.mailtally.gviz;

import java.util.Map;

/** Writes answers in one form. Safe for any number of threads. */
interface Renderer {
    String contentType();

    byte[] table(Request request, Table table);

    byte[] error(Request request, Notice error);

    /** What the form adds to the headers of every answer. */
    default Map<String, String> headers(Request request) {
        return Map.of();
    }

    static Renderer of(Output output) {
        return switch (output) {
            case JSON -> JsonRenderer.PLAIN;
            case JSONP -> JsonRenderer.CALLING_A_HANDLER;
            case CSV -> SeparatedRenderer.CSV;
            case TSV_EXCEL -> SeparatedRenderer.TSV_EXCEL;
            case HTML -> HtmlRenderer.INSTANCE;
        };
    }
}
