package org.mailtally.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The forms in which a time stands at the head of a line, each able to write a line of a given second. */
enum WrittenForm {
    RFC_3164("MMM ppd HH:mm:ss' mx1 postfix/qmgr[912]: x'", false),
    RFC_3164_UNPADDED("MMM d HH:mm:ss' mx1 x'", false),
    RFC_3164_PRIORITY("'<22>'MMM ppd HH:mm:ss' mx1 x'", false),
    RFC_3339("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx' mx1 x'", false),
    RFC_3339_NO_FRACTION("uuuu-MM-dd'T'HH:mm:ssxx' mx1 x'", false),
    RFC_3339_ZULU("uuuu-MM-dd'T'HH:mm:ss'Z mx1 x'", true),
    RFC_5424("'<22>1 'uuuu-MM-dd'T'HH:mm:ss.SSS'Z mx1 postfix/cleanup 912 - - x'", true),
    RFC_5424_NO_PRIORITY("'1 'uuuu-MM-dd'T'HH:mm:ss.SSSxxx' mx1 postfix/cleanup 912 - - x'", false),
    EXIM("uuuu-MM-dd HH:mm:ss' 1tEk9G-000000005vi-0000 <= a@example.com'", false),
    EXIM_ZONED("uuuu-MM-dd HH:mm:ss.SSS xx' [1234] 1tEk9G-000000005vi-0000 <= a@example.com'", false);

    private final DateTimeFormatter format;
    private final boolean utc;

    WrittenForm(String format, boolean utc) {
        this.format = DateTimeFormatter.ofPattern(format, Locale.ROOT);
        this.utc = utc;
    }

    /** A line of this form, as a host of a zone writes it. */
    String line(Instant time, ZoneId zone) {
        return format.format(time.atZone(utc ? ZoneId.of("UTC") : zone));
    }
}
