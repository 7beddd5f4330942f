package org.mailtally.source.file;

import java.util.regex.Pattern;

/**
 * What the name of a log's file says: what the log is called while it is written to, and whether that is over.
 *
 * <p>logrotate, newsyslog and people put a number, a date or a word such as {@code old} behind the name of the live log, and
 * the compressor's ending behind that.
 */
final class LogName {

    private static final Pattern COMPRESSED = Pattern.compile("(?i)\\.(?:gz|bz2|xz|zst|lzma|z|lz4)$");
    private static final Pattern ROTATED =
            Pattern.compile("(?i)(?<=[^/])(?:[.-](?:\\d[\\dtz:_]*|old|bak|orig|save|prev|copy)\\d*~?)+$|~$");

    private LogName() {}

    /** The name that the log has while it is written to; the name itself where nothing says otherwise. */
    static String live(String name) {
        return ROTATED.matcher(uncompressed(name)).replaceFirst("");
    }

    static boolean isLive(String name) {
        return live(name).equals(name);
    }

    /** The name of what a file was compressed from, which lies beside it as long as it is in the making. */
    static String uncompressed(String name) {
        return COMPRESSED.matcher(name).replaceFirst("");
    }

    static boolean isCompressed(String name) {
        return COMPRESSED.matcher(name).find();
    }
}
