package org.mailtally.settings;

import com.mongodb.ConnectionString;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.mailtally.check.State;

/** The keys that operators set, each with its default and what its value must be. */
public enum Setting {
    MAILLOG_DIRECTORY("maillog.directory", "/var/log", Setting::text),
    MAILLOG_DEPTH("maillog.depth", "2", value -> Setting.number(value, 1, 100)),
    MAILLOG_INCLUDE("maillog.include", "(mail\\.log|maillog|mainlog)([.-].*)?", Setting::pattern),
    MAILLOG_SOURCE("maillog.source", "", Setting::anything),
    MAILLOG_ZONE("maillog.zone", "", Setting::zone),
    MAILLOG_REPEATS("maillog.repeats", "true", Setting::flag),
    MAILLOG_POLL("maillog.poll", "500ms", Setting::someTime),
    DISPLAY_ZONE("display.zone", "", Setting::zone),
    BY_LIMIT("by.limit", "100", value -> Setting.number(value, 1, 1_000)),
    RETENTION_WINDOWS("retention.windows", "400d", Setting::age),
    RETENTION_HOURS("retention.hours", "5y", Setting::age),
    MONGODB_URI("mongodb.uri", "embedded:data", Setting::storeAddress),
    MONGODB_DATABASE("mongodb.database", "logs", Setting::databaseName),
    KAFKA_ENABLED("kafka.enabled", "false", Setting::flag),
    KAFKA_BROKERS("kafka.brokers", "localhost:9092", Setting::text),
    KAFKA_TOPICS("kafka.topics", "mail", Setting::topics),
    KAFKA_GROUP("kafka.group", "mailtally", Setting::text),
    KAFKA_MESSAGE("kafka.message", "", Setting::pointer),
    KAFKA_SECURITY_PROTOCOL(
            "kafka.security.protocol",
            "PLAINTEXT",
            value -> Setting.oneOf(value, "PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")),
    KAFKA_SECURITY_MECHANISM(
            "kafka.security.mechanism",
            "SCRAM-SHA-512",
            value -> Setting.oneOf(value, "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")),
    KAFKA_SECURITY_USER("kafka.security.user", "", Setting::anything),
    KAFKA_SECURITY_PASSWORD("kafka.security.password", "", Setting::anything),
    KAFKA_SECURITY_CA("kafka.security.ca", "", Setting::anything),
    KAFKA_SECURITY_KEY("kafka.security.key", "", Setting::anything),
    HTTP_HOST("http.host", "127.0.0.1", Setting::host),
    HTTP_PORT("http.port", "8025", value -> Setting.number(value, 1, 65_535)),
    HTTP_NAMES("http.names", "", Setting::names),
    HTTP_OPEN("http.open", "false", Setting::flag),
    HTTP_USERS("http.users", "", Setting::anything),
    HTTP_TOKENS("http.tokens", "", Setting::anything),
    HTTP_TLS_CERTIFICATE("http.tls.certificate", "", Setting::anything),
    HTTP_TLS_KEY("http.tls.key", "", Setting::anything),
    GVIZ_ORIGINS("gviz.origins", "", Setting::origins),
    GVIZ_RESTRICTED("gviz.restricted", "false", Setting::flag),
    CHARTS_DIRECTORY("charts.directory", "charts", Setting::text),
    CHECK_SILENCE("check.silence", "30m", Setting::someTime),
    CHECK_SILENCE_STATE("check.silence.state", "unknown", State::parse),
    ALERTS_EVERY("alerts.every", "1m", Setting::someTime),
    ALERTS_REMINDER("alerts.reminder", "4h", Setting::someTime),
    ALERTS_PAGE("alerts.page", "", Setting::pageAddress),
    WORKBENCH_ENABLED("workbench.enabled", "true", Setting::flag),
    WORKBENCH_LINES("workbench.lines", "", Setting::flagOrNothing);

    private static final String WRONG_HOST = "no host's name or address: give one of this machine's as 127.0.0.1, or"
            + " 0.0.0.0 for all; one of IPv6 in brackets, as [::1]";

    /** As browsers send it. */
    private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^\\sA-Z/?#@,]+");

    private static final Pattern PAGE = Pattern.compile("https?://[^\\s?#@]+/");

    private static final Pattern NAME = Pattern.compile("\\*|[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private static final long MOST_DAYS = 36_500;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|y)");

    private static final Set<Setting> LIVE = EnumSet.of(
            DISPLAY_ZONE,
            RETENTION_WINDOWS,
            RETENTION_HOURS,
            HTTP_NAMES,
            GVIZ_ORIGINS,
            GVIZ_RESTRICTED,
            CHECK_SILENCE,
            CHECK_SILENCE_STATE,
            ALERTS_REMINDER,
            ALERTS_PAGE,
            WORKBENCH_LINES);

    private final String key;
    private final String defaultValue;
    private final Check check;

    Setting(String key, String defaultValue, Check check) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.check = check;
    }

    /** What a value must be: refuses others with an exception that says so in one line. */
    @FunctionalInterface
    private interface Check {
        void accept(String value);
    }

    public String key() {
        return key;
    }

    /** Whether a change takes effect while the process runs. */
    boolean isLive() {
        return LIVE.contains(this);
    }

    /** The default; those of the zones and the source are the system's. */
    public String defaultValue() {
        return switch (this) {
            case MAILLOG_ZONE, DISPLAY_ZONE -> SystemZone.now().getId();
            case MAILLOG_SOURCE -> hostName();
            default -> defaultValue;
        };
    }

    /** The name of the environment variable that sets it: {@code HTTP_PORT}. */
    String environmentName() {
        return name();
    }

    /** @throws UserError where the value cannot be; names the key, where it was set, the value and the remedy */
    void check(String value, String where) {
        try {
            check.accept(value);
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new UserError(where + ": " + key + "=" + shown(value) + ": " + reason);
        }
    }

    static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static Duration duration(String value) {
        var matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration: give a number with ms, s, m, h or d, as 500ms");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(365 * number);
        };
    }

    private static void age(String value) {
        Duration age = duration(value);
        if (age.toDays() < 1 || age.toDays() > MOST_DAYS) {
            throw new IllegalArgumentException("not from 1d to 100y: give a number with d or y, as 400d");
        }
    }

    private static void someTime(String value) {
        if (duration(value).isZero()) {
            throw new IllegalArgumentException(
                    "must be longer than nothing: give a number with ms, s, m, h or d, as 500ms");
        }
    }

    private static void pattern(String value) {
        try {
            Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    e.getDescription() + " near index " + e.getIndex() + ": give a regular expression on file names",
                    e);
        }
    }

    private static void number(String value, int least, int most) {
        String wrong = "not a number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrong, e);
        }
        throw new IllegalArgumentException(wrong);
    }

    private static void zone(String value) {
        try {
            ZoneId.of(value);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a zone: give an IANA id as Europe/Berlin or UTC", e);
        }
    }

    private static void storeAddress(String value) {
        String remedy = ": give embedded:FOLDER, or an address as mongodb://host:27017";
        if (value.startsWith(Settings.EMBEDDED)) {
            if (value.length() == Settings.EMBEDDED.length()) {
                throw new IllegalArgumentException("names no folder" + remedy);
            }
            return;
        }
        if (!value.startsWith("mongodb://") && !value.startsWith("mongodb+srv://")) {
            throw new IllegalArgumentException("no store's address" + remedy);
        }
        try {
            new ConnectionString(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + remedy, e);
        }
    }

    /** A value as it may be shown: without the user and password of an address. */
    private static String shown(String value) {
        return value.replaceFirst("(?<=://)[^/]*@", "…@");
    }

    private static void topics(String value) {
        for (String topic : value.split(",", -1)) {
            if (!TOPIC.matcher(topic.strip()).matches()) {
                throw new IllegalArgumentException("'" + topic.strip() + "' is no topic's name: give such as mail, with"
                        + " commas between several");
            }
        }
    }

    private static void pointer(String value) {
        if (!value.isEmpty() && !value.startsWith("/")) {
            throw new IllegalArgumentException(
                    "no JSON pointer: give such as /message, or nothing where a record's value is the text");
        }
    }

    private static void oneOf(String value, String... known) {
        if (!List.of(known).contains(value)) {
            throw new IllegalArgumentException("none of " + String.join(", ", known));
        }
    }

    private static void text(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("must not be empty: remove the line for the default");
        }
    }

    private static void anything(String value) {
        if (value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("must be one line");
        }
    }

    /** Such as a URL may name: what it reads otherwise, as {@code ::1}, the server would listen to everybody for. */
    private static void host(String value) {
        try {
            if (value.equals(new URI("http://" + value + ":1/").getHost())) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(WRONG_HOST, e);
        }
        throw new IllegalArgumentException(WRONG_HOST);
    }

    private static void origins(String value) {
        for (String origin : value.split(",")) {
            if (!origin.isBlank() && !ORIGIN.matcher(origin.strip()).matches()) {
                throw new IllegalArgumentException("'" + origin.strip() + "' is no origin: give such as"
                        + " https://charts.example.com, in small letters and without a path, with commas between"
                        + " several, or * for all");
            }
        }
    }

    private static void names(String value) {
        for (String name : value.split(",")) {
            if (!name.isBlank() && !NAME.matcher(name.strip()).matches()) {
                throw new IllegalArgumentException("'" + name.strip() + "' is no host's name: give such as"
                        + " mail.example.com, without a port, with commas between several, or * for all");
            }
        }
    }

    private static void pageAddress(String value) {
        if (!value.isEmpty() && !PAGE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "no address of a page: give such as https://mail.example.com/mailtally/");
        }
    }

    private static void flag(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("not true or false");
        }
    }

    private static void flagOrNothing(String value) {
        if (!value.isEmpty()) {
            flag(value);
        }
    }

    private static void databaseName(String value) {
        if (!value.matches("[A-Za-z0-9_-]{1,60}")) {
            throw new IllegalArgumentException("not a database's name: letters, digits, '_' and '-'");
        }
    }

    private static String hostName() {
        @Nullable String name = System.getenv("HOSTNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
