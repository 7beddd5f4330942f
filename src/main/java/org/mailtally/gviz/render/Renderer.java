package org.mailtally.gviz.render;

import java.util.Map;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.Table;

/** Writes answers in one form. Safe for any number of threads. */
public interface Renderer {
    String contentType();

    byte[] table(RequestOptions options, Table table);

    byte[] error(RequestOptions options, Notice error);

    /** What the form adds to the headers of every answer. */
    default Map<String, String> headers(RequestOptions options) {
        return Map.of();
    }

    /** How many bytes of an answer stand before the request's id; negative where the form does not hold it. */
    default int idStart(RequestOptions options) {
        return -1;
    }

    /** The request's id as it stands in an answer; nothing where there is none. */
    default byte[] id(RequestOptions options) {
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
