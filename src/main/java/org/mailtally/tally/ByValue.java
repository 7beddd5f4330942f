package org.mailtally.tally;

import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LineValue;
import org.mailtally.time.WrittenHost;

/** The values that the matching lines of a tracker are broken down by. */
final class ByValue {

    /** The name of the value that is the line's host. */
    static final String HOST = "host";

    private ByValue() {}

    /** The host that a line names. Not thread-safe. */
    static final class OfHost implements LineValue {
        private final ValueText text = new ValueText();
        private final WrittenHost host = new WrittenHost();

        @Override
        public @Nullable String group() {
            return null;
        }

        @Override
        public String of(byte[] bytes, int from, int to) {
            return host.find(bytes, from, to) ? text.of(bytes, host.start(), host.end()) : ValueText.NONE;
        }
    }

    /** What a group of the pattern matched. Not thread-safe. */
    static final class OfGroup implements LineValue {
        private final ValueText text = new ValueText();
        private final String name;

        OfGroup(String name) {
            this.name = name;
        }

        @Override
        public String group() {
            return name;
        }

        @Override
        public String of(byte[] bytes, int from, int to) {
            return text.of(bytes, from, to);
        }
    }
}
