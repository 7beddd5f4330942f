package org.mailtally.source;

/**
 * The name of a log that never changes: 32 hexadecimal digits, a 128-bit hash of the source's name and of how the log
 * begins.
 */
public record LogId(String hex) {

    @Override
    public String toString() {
        return hex;
    }
}
