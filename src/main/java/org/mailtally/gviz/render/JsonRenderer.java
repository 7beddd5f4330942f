package org.mailtally.gviz.render;

import java.util.List;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.Utf8;

/**
 * One line of strict JSON, bare or as the argument of a handler's call. Dates are strings such as {@code "Date(2026,10,23)"}
 * in both, since clients parse both as JSON.
 */
enum JsonRenderer implements Renderer {
    PLAIN("application/json; charset=UTF-8"),
    CALLING_A_HANDLER("text/javascript; charset=UTF-8");

    private static final String NO_SIGNATURE = "0".repeat(Utf8.SIGNATURE);
    private static final int BYTES_PER_CELL = 12;
    private static final String OBJECT = "{\"version\":\"0.6\"";
    private static final String ID = ",\"reqId\":";
    private static final byte[] NO_ID = new byte[0];

    private final String contentType;

    JsonRenderer(String contentType) {
        this.contentType = contentType;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public byte[] table(RequestOptions options, Table table) {
        Utf8 out = new Utf8(1024 + table.rows() * (40 + table.data().size() * BYTES_PER_CELL));
        open(out, options, table.warnings().isEmpty() ? "ok" : "warning");
        notices(out, "warnings", table.warnings());
        out.ascii(",\"sig\":\"");
        int signature = out.length();
        out.ascii(NO_SIGNATURE).ascii("\",\"table\":");
        int start = out.length();
        JsonTable.write(out, table);
        String found = out.signature(start);
        if (found.equals(options.signature())) {
            return error(options, new Notice(Reason.NOT_MODIFIED));
        }
        out.overwrite(signature, found);
        return close(out);
    }

    @Override
    public byte[] error(RequestOptions options, Notice error) {
        Utf8 out = new Utf8(512);
        open(out, options, "error");
        notices(out, "errors", List.of(error));
        return close(out);
    }

    @Override
    public int idStart(RequestOptions options) {
        return opening(options).length();
    }

    @Override
    public byte[] id(RequestOptions options) {
        String reqId = options.reqId();
        if (reqId == null) {
            return NO_ID;
        }
        Utf8 out = new Utf8(ID.length() + reqId.length() + 2);
        JsonText.string(out.ascii(ID), reqId);
        return out.toBytes();
    }

    private void open(Utf8 out, RequestOptions options, String status) {
        out.ascii(opening(options))
                .ascii(id(options))
                .ascii(",\"status\":\"")
                .ascii(status)
                .ascii('"');
    }

    /** What stands before the request's id, in ASCII. */
    private String opening(RequestOptions options) {
        // The comment keeps the first bytes, which a plug-in might take for a file's signature, out of the client's
        // hand.
        return this == CALLING_A_HANDLER ? "// Data table response\n" + options.handler() + '(' + OBJECT : OBJECT;
    }

    private byte[] close(Utf8 out) {
        out.ascii('}');
        if (this == CALLING_A_HANDLER) {
            out.ascii(");");
        }
        return out.toBytes();
    }

    private static void notices(Utf8 out, String name, List<Notice> notices) {
        for (int i = 0; i < notices.size(); i++) {
            Notice notice = notices.get(i);
            out.ascii(i == 0 ? ",\"" + name + "\":[" : ",");
            out.ascii("{\"reason\":\"").ascii(notice.reason().code()).ascii('"');
            JsonText.string(out.ascii(",\"message\":"), notice.reason().message());
            if (!notice.detail().isEmpty()) {
                JsonText.string(out.ascii(",\"detailed_message\":"), notice.detailForClients());
            }
            out.ascii(i == notices.size() - 1 ? "}]" : "}");
        }
    }
}
