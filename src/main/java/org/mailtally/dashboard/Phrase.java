package org.mailtally.dashboard;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text in which some runs are stressed: the numbers and names that an eye looks for. */
record Phrase(List<Run> runs) {
    static final Phrase EMPTY = new Phrase(List.of());

    /** A stretch of text of one stress. */
    record Run(String text, boolean strong) {}

    Phrase {
        runs = List.copyOf(runs);
    }

    static Phrase of(String text) {
        return EMPTY.and(text);
    }

    static Phrase strong(String text) {
        return EMPTY.andStrong(text);
    }

    Phrase and(String text) {
        return and(new Phrase(List.of(new Run(text, false))));
    }

    Phrase andStrong(String text) {
        return and(new Phrase(List.of(new Run(text, true))));
    }

    Phrase and(Phrase other) {
        return new Phrase(Stream.concat(runs.stream(), other.runs.stream()).toList());
    }

    /** The text alone. */
    String plain() {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }
}
