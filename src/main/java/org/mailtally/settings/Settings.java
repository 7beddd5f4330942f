package org.mailtally.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of all keys: of each key the value given by {@code --set}, else by {@code -D}, else by the environment, else
 * by {@code application.properties} in the home folder, else the default. Immutable and thread-safe.
 */
public final class Settings {

    /** The keys whose values are not shown. */
    private static final Set<String> SECRET = Set.of(Setting.MONGODB_URI.key(), Setting.KAFKA_SECURITY_PASSWORD.key());

    /** What {@code mongodb.uri} begins with where the embedded store is meant. */
    static final String EMBEDDED = "embedded:";

    /** The name of the file below the home folder. */
    static final String FILE = "application.properties";

    /** The bytes that the head of an HTTP request may have: a query of 100 kB, each of its bytes written as three. */
    private static final int LONGEST_REQUEST = 512 * 1024;

    private final Path home;
    private final Map<Setting, String> values;
    private final Set<Setting> set;
    private final Properties others;

    private Settings(Path home, Map<Setting, String> values, Set<Setting> set, Properties others) {
        this.home = home;
        this.values = values;
        this.set = set;
        this.others = others;
    }

    /**
     * Reads the settings.
     *
     * @param home the folder with application.properties and routes/
     * @param set the arguments of {@code --set}, each {@code key=value}
     * @throws UserError where a key is unknown or a value cannot be
     */
    public static Settings read(Path home, List<String> set, Map<String, String> environment, Properties system) {
        Properties file = load(home.resolve(FILE));
        Properties given = new Properties();
        for (String assignment : set) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                throw new UserError("--set " + assignment + ": give it as --set key=value");
            }
            given.setProperty(assignment.substring(0, equals).strip(), assignment.substring(equals + 1));
        }
        Set<String> used = placeholders(home.resolve("routes"));
        Properties others = new Properties();
        keepOthers(file, home.resolve(FILE).toString(), used, others);
        keepOthers(given, "--set", used, others);
        refuseMisspelt(system);
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            value(setting, home, given, system, environment, file).ifPresent(value -> values.put(setting, value));
        }
        Set<Setting> isSet = Set.copyOf(values.keySet());
        for (Setting setting : Setting.values()) {
            values.computeIfAbsent(setting, Setting::defaultValue);
        }
        Settings settings = new Settings(home, values, isSet, others);
        if (!isSet.contains(Setting.MAILLOG_SOURCE)) {
            SourceFile.read(settings.storeFolder()).ifPresent(kept -> values.put(Setting.MAILLOG_SOURCE, kept));
        }
        return settings;
    }

    /** The value that a key is given; empty where it has its default. */
    private static Optional<String> value(
            Setting setting,
            Path home,
            Properties given,
            Properties system,
            Map<String, String> environment,
            Properties file) {
        String key = setting.key();
        String where;
        @Nullable String value;
        if ((value = given.getProperty(key)) != null) {
            where = "--set";
        } else if ((value = system.getProperty(key)) != null) {
            where = "-D";
        } else if ((value = environment.get(setting.environmentName())) != null) {
            where = "environment " + setting.environmentName();
        } else if ((value = file.getProperty(key)) != null) {
            where = home.resolve(FILE).toString();
        } else {
            return Optional.empty();
        }
        if (value.isBlank() && !setting.defaultValue().isEmpty()) {
            return Optional.empty();
        }
        setting.check(value.strip(), where);
        return Optional.of(value.strip());
    }

    /** Keeps the keys that are Camel's or a route's own; refuses others, which nothing would read. */
    private static void keepOthers(Properties from, String where, Set<String> used, Properties others) {
        for (String key : from.stringPropertyNames()) {
            if (Setting.of(key).isPresent()) {
                continue;
            }
            if (!key.startsWith("camel.") && !used.contains(key)) {
                throw new UserError(where + ": unknown key " + key + ": " + remedy(key));
            }
            others.setProperty(key, from.getProperty(key));
        }
    }

    /** Refuses a -D key that all but is one of ours; the others are the JVM's, or a library's. */
    private static void refuseMisspelt(Properties system) {
        for (String key : system.stringPropertyNames()) {
            int distance = Arrays.stream(Setting.values())
                    .mapToInt(setting -> Words.distance(setting.key(), key))
                    .min()
                    .orElseThrow();
            if (distance == 1 || distance == 2) {
                throw new UserError("-D: unknown key " + key + ": " + remedy(key));
            }
        }
    }

    private static String remedy(String key) {
        Set<String> known = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            known.add(setting.key());
        }
        return known.stream()
                .filter(name -> Words.distance(name, key) <= 3)
                .min(Comparator.comparingInt(name -> Words.distance(name, key)))
                .map(name -> "did you mean " + name + "?")
                .orElse("the keys are " + String.join(", ", known));
    }

    private static Set<String> placeholders(Path routes) {
        Set<String> used = new TreeSet<>();
        if (!Files.isDirectory(routes)) {
            return used;
        }
        try (Stream<Path> files = Files.list(routes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml") && Files.isRegularFile(f))
                    .toList()) {
                var matcher = Words.PLACEHOLDER.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new UserError(routes + " can't be read: " + reason(e));
        }
        return used;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new UserError(file + " can't be read: " + reason(e));
            }
        }
        return properties;
    }

    private static String reason(Exception fault) {
        if (fault instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied: let this user read it";
        }
        if (fault instanceof CharacterCodingException) {
            return "it is not in UTF-8: save it as UTF-8";
        }
        return fault.getMessage() + ": fix it";
    }

    /** The keys that are set otherwise than in other settings, each with its value here, as {@code http.port=8026}. */
    List<String> changedFrom(Settings before) {
        Properties now = forRoutes();
        Properties then = before.forRoutes();
        Set<String> keys = new TreeSet<>(now.stringPropertyNames());
        keys.addAll(then.stringPropertyNames());
        return keys.stream()
                .filter(key -> !now.getProperty(key, "").equals(then.getProperty(key, "")))
                .map(key -> key + "=" + (SECRET.contains(key) ? "…" : now.getProperty(key, "")))
                .toList();
    }

    /** These settings, with the values that newer ones give the keys that are live. */
    Settings withLiveOf(Settings newer) {
        Map<Setting, String> mixed = new EnumMap<>(values);
        mixed.replaceAll((setting, value) -> setting.isLive() ? newer.get(setting) : value);
        return new Settings(home, mixed, set, others);
    }

    /** The folder with application.properties and routes/. */
    public Path home() {
        return home;
    }

    /** The embedded store's folder; where the store is elsewhere, that of the default. */
    public Path storeFolder() {
        String uri = isEmbedded() ? get(Setting.MONGODB_URI) : Setting.MONGODB_URI.defaultValue();
        return home.resolve(uri.substring(EMBEDDED.length())).toAbsolutePath();
    }

    /** Whether a key is set, and not to its default by being left out or empty. */
    boolean isSet(Setting setting) {
        return set.contains(setting);
    }

    public String get(Setting setting) {
        return values.getOrDefault(setting, "");
    }

    public Path path(Setting setting) {
        return home.resolve(get(setting)).toAbsolutePath().normalize();
    }

    public ZoneId zone(Setting setting) {
        return ZoneId.of(get(setting));
    }

    public Duration duration(Setting setting) {
        return Setting.duration(get(setting));
    }

    public int number(Setting setting) {
        return Integer.parseInt(get(setting));
    }

    /** Whether the store is the embedded one. */
    public boolean isEmbedded() {
        return get(Setting.MONGODB_URI).startsWith(EMBEDDED);
    }

    public boolean flag(Setting setting) {
        return Boolean.parseBoolean(get(setting));
    }

    /** All settings, for the routes' placeholders; folders are absolute, durations in milliseconds. */
    public Properties forRoutes() {
        Properties properties = new Properties();
        properties.putAll(others);
        values.forEach((setting, value) -> properties.setProperty(setting.key(), value));
        properties.remove(Setting.KAFKA_SECURITY_PASSWORD.key());
        for (Setting folder : List.of(Setting.MAILLOG_DIRECTORY, Setting.CHARTS_DIRECTORY)) {
            properties.setProperty(folder.key(), path(folder).toString());
        }
        for (Setting period : List.of(Setting.MAILLOG_POLL, Setting.ALERTS_EVERY)) {
            properties.setProperty(period.key(), String.valueOf(duration(period).toMillis()));
        }
        properties.setProperty("camel.component.jetty.request-header-size", String.valueOf(LONGEST_REQUEST));
        return properties;
    }
}
