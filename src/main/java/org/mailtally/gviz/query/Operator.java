package org.mailtally.gviz.query;

import org.jspecify.annotations.Nullable;

/** The ways to compare two values: some by their order, some by their text. */
public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    CONTAINS("contains", null),
    STARTS_WITH("starts", "with"),
    ENDS_WITH("ends", "with"),
    /** The whole text, by a regular expression. */
    MATCHES("matches", null),
    /** The whole text, where {@code %} stands for any text and {@code _} for any character. */
    LIKE("like", null);

    private final String word;
    private final @Nullable String secondWord;
    private final boolean textual;

    Operator(String symbol) {
        this.word = symbol;
        this.secondWord = null;
        this.textual = false;
    }

    Operator(String word, @Nullable String secondWord) {
        this.word = word;
        this.secondWord = secondWord;
        this.textual = true;
    }

    /** Reads the operator that is next, or null when none is. */
    static @Nullable Operator next(Tokens tokens) {
        if (tokens.accept("<>")) {
            return NOT_EQUAL;
        }
        for (Operator operator : values()) {
            if (tokens.accept(operator.word)) {
                if (operator.secondWord != null) {
                    tokens.expect(operator.secondWord);
                }
                return operator;
            }
        }
        return null;
    }

    public boolean isTextual() {
        return textual;
    }

    /** The operator that says the same with its sides exchanged; textual ones have none and stay. */
    Operator mirrored() {
        return switch (this) {
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            default -> this;
        };
    }

    /** Whether values that compare like this ({@code <0}, {@code 0}, {@code >0}) meet it. */
    public boolean accepts(int comparison) {
        return switch (this) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
            default -> throw new IllegalStateException(this + " is not about order");
        };
    }
}
