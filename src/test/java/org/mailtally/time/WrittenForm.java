package org.mailtally.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The forms in which a time stands at the head of a line, each able to write a line of a given second. */
public enum WrittenForm {
    RFC_3164("MMM ppd HH:mm:ss' mx1 postfix/qmgr[912]: x'", false),
    RFC_3164_UNPADDED("MMM d HH:mm:ss' mx1 x'", false),
    RFC_3164_PRIORITY("'<22>'MMM ppd HH:mm:ss' mx1 x'", false),
    RFC_3339("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx' mx1 x'", false),
    RFC_3339_NO_FRACTION("uuuu-MM-dd'T'HH:mm:ssxx' mx1 x'", false),
    RFC_3339_ZULU("uuuu-MM-dd'T'HH:mm:ss'Z mx1 x'", true),
    RFC_5424("'<22>1 'uuuu-MM-dd'T'HH:mm:ss.SSS'Z mx1 postfix/cleanup 912 - - x'", true),
    RFC_5424_NO_PRIORITY("'1 'uuuu-MM-dd'T'HH:mm:ss.SSSxxx' mx1 postfix/cleanup 912 - - x'", false),
    EXIM("uuuu-MM-dd HH:mm:ss' 1tEk9G-000000005vi-0000 <= a@example.com'", false),
    EXIM_ZONED("uuuu-MM-dd HH:mm:ss.SSS xx' [1234] 1tEk9G-000000005vi-0000 <= a@example.com'", false),
    HOURS_OFFSET("uuuu-MM-dd'T'HH:mm:ssx' mx1 x'", false),
    SMALL_LETTERS("uuuu-MM-dd't'HH:mm:ss.SS'z mx1 x'", true),
    NAMED_UTC("MMM ppd HH:mm:ss.SSS' UTC: %SYS-5-CONFIG_I: x'", true),
    BSD_YEAR("MMM ppd uuuu HH:mm:ss' mx1 x'", false),
    CISCO("'<189>123: *'MMM ppd HH:mm:ss.SSS': %SYS-5-CONFIG_I: x'", false),
    OCTET_COUNT("'99 <22>1 'uuuu-MM-dd'T'HH:mm:ss.SSS'Z mx1 postfix/cleanup 912 - - x'", true),
    ASCTIME("EEE MMM ppd HH:mm:ss uuuu' mx1 x'", false),
    DATE_COMMAND("EEE MMM ppd HH:mm:ss' UTC 'uuuu", true),
    DAY_FIRST("EEE, d MMM uuuu HH:mm:ss xx' mx1 x'", false),
    JOURNAL_FULL("EEE uuuu-MM-dd HH:mm:ss' CET mx1 x'", false),
    SLASHES("uuuu/MM/dd HH:mm:ss' [notice] x'", false),
    DOTS("uuuu.MM.dd HH:mm:ss.SSSSSS' x'", false),
    BRACKETS("'['dd/MMM/uuuu:HH:mm:ss xx'] x'", false),
    BASIC("uuuuMMdd'T'HHmmssX' mx1 x'", false),
    COMPOSE("'mail_1  | 'MMM ppd HH:mm:ss' mx1 x'", false),
    DOCKER(
            "'{\"log\":\"'MMM ppd HH:mm:ss' mx1 x\\n\",\"stream\":\"stdout\",\"time\":\"'uuuu-MM-dd'T'HH:mm:ss.n'Z\"}'",
            true),
    BYTE_ORDER_MARK("'\u00ef\u00bb\u00bf'MMM ppd HH:mm:ss' mx1 x'", false),
    NULS("'\0\0\0\0\0\0\0\0\0\0\0\0'uuuu-MM-dd'T'HH:mm:ssxxx' mx1 x'", false),
    EPOCH("", true) {
        @Override
        public String line(Instant time, ZoneId zone) {
            return time.getEpochSecond() + ".25 mx1 x";
        }
    },
    TAI64N("", true) {
        @Override
        public String line(Instant time, ZoneId zone) {
            return "@%016x%08x new msg 77".formatted(0x4000_0000_0000_000aL + time.getEpochSecond(), time.getNano());
        }
    };

    private final DateTimeFormatter format;
    private final boolean utc;

    WrittenForm(String format, boolean utc) {
        this.format = DateTimeFormatter.ofPattern(format, Locale.ROOT);
        this.utc = utc;
    }

    /** A line of this form, as a host of a zone writes it. */
    public String line(Instant time, ZoneId zone) {
        return format.format(time.atZone(utc ? ZoneId.of("UTC") : zone));
    }
}
