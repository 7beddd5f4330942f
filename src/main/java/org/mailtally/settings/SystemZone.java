package org.mailtally.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The zone of this system: what {@code TZ} in the environment names, as POSIX means it, else what the system is set to. In
 * POSIX {@code GMT-5} is five hours ahead of UTC, which Java reads as five behind.
 */
public final class SystemZone {

    private static final Pattern FIXED =
            Pattern.compile("(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)([+-]?)(\\d{1,2})(?::(\\d{2}))?(?::(\\d{2}))?");
    private static final String DATABASE = "zoneinfo/";
    private static final String LOCALTIME = "/etc/localtime";

    private SystemZone() {}

    public static ZoneId now() {
        return of(System.getenv("TZ"));
    }

    /**
     * The zone that a value of TZ names.
     *
     * @throws UserError where it names none that is known
     */
    static ZoneId of(@Nullable String tz) {
        String value = tz == null ? "" : tz.strip();
        String name = value.startsWith(":") ? value.substring(1) : value;
        if (name.isEmpty()) {
            return ZoneId.systemDefault();
        }
        String region = region(name);
        if (ZoneId.getAvailableZoneIds().contains(region)) {
            return ZoneId.of(region);
        }
        Matcher fixed = FIXED.matcher(name);
        int behind = fixed.matches() ? number(fixed, 2) * 3_600 + number(fixed, 3) * 60 + number(fixed, 4) : -1;
        if (behind < 0 || behind > ZoneOffset.MAX.getTotalSeconds()) {
            throw new UserError(
                    "environment TZ=" + value + ": the zone is not known from this (rules for summer time are"
                            + " read by a zone's name only): set maillog.zone and display.zone to an IANA id as Europe/Berlin,"
                            + " or TZ itself");
        }
        return ZoneOffset.ofTotalSeconds("-".equals(fixed.group(1)) ? behind : -behind);
    }

    /** The name of a zone in the database of zones, where that is named by a file of it. */
    private static String region(String name) {
        String path = name.equals("localtime") ? LOCALTIME : name;
        if (path.startsWith("/")) {
            try {
                path = Path.of(path).toRealPath().toString();
            } catch (IOException notThere) {
                return name;
            }
            path = path.substring(path.lastIndexOf(DATABASE) < 0 ? 0 : path.lastIndexOf(DATABASE) + DATABASE.length());
        }
        return path.replaceFirst("^posix/", "");
    }

    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
