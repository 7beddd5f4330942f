package org.mailtally.gviz.render;

import java.util.Arrays;

/** The forms an answer can have: the values of {@code out}. */
public enum Output {
    JSON("json"),
    JSONP("jsonp"),
    CSV("csv"),
    TSV_EXCEL("tsv-excel"),
    HTML("html");

    private final String code;

    Output(String code) {
        this.code = code;
    }

    /** The form of that name; JSON for one that the protocol does not know. */
    static Output of(String code) {
        return Arrays.stream(values())
                .filter(output -> output.code.equals(code))
                .findFirst()
                .orElse(JSON);
    }

    /** Whether a page of another origin could read it through a script element, or a script through a request. */
    public boolean isForScripts() {
        return this == JSON || this == JSONP;
    }
}
