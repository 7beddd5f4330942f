package org.mailtally.verify.count;

import org.jspecify.annotations.Nullable;

/**
 * What verifying made of one row.
 *
 * @param start the start of its window, hour or day, in epoch seconds
 * @param stored the stored count; null where there should be a row and is none
 * @param recounted the count by recounting; null where it cannot be recounted
 * @param definition by what the stored row was counted; null where there is none
 */
public record Verdict(long start, @Nullable Long stored, @Nullable Long recounted, @Nullable Definition definition) {

    public boolean differs() {
        return recounted != null && !recounted.equals(stored);
    }
}
