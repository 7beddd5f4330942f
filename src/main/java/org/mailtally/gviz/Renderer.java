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

    /** How many bytes of an answer stand before the request's id; negative where the form does not hold it. */
    default int idStart(Request request) {
        return -1;
    }

    /** The request's id as it stands in an answer; nothing where there is none. */
    default byte[] id(Request request) {
        return new byte[0];
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
