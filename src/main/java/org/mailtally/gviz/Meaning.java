package org.mailtally.gviz;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.render.Output;
import org.mailtally.gviz.render.RequestOptions;
import org.mailtally.gviz.table.Utf8;

/**
 * What an answer is made by, beside the table and the clock: all of a request but its id, and nothing of it that the form of
 * the answer leaves out.
 *
 * @param query the query's text, since faults are named by their place in it
 * @param signature the {@code sig} of the table that the client has, where a table is known to be the same
 * @param name the handler that is called, or the file that is saved; empty where there is neither
 */
record Meaning(
        String query,
        Output output,
        @Nullable String signature,
        String name,
        Locale locale,
        ZoneId zone,
        @Nullable String allowedOrigin) {

    static Meaning of(Request request) {
        RequestOptions options = request.options();
        Output output = request.output();
        String name =
                switch (output) {
                    case JSON, HTML -> "";
                    case JSONP -> options.handler();
                    case CSV, TSV_EXCEL -> options.fileName();
                };
        return new Meaning(
                request.queryText(),
                output,
                output.isForScripts() ? signature(options.signature()) : null,
                name,
                request.locale(),
                request.zone(),
                request.allowedOrigin());
    }

    /** What can be the signature of a table; null where it is none. */
    private static @Nullable String signature(@Nullable String sent) {
        return sent != null && sent.length() == Utf8.SIGNATURE ? sent : null;
    }
}
