package org.mailtally.store.embedded;

import com.google.re2j.PatternSyntaxException;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of a filter, matched by RE2/J in a time that grows with the text alone. The engine's own are
 * java.util.regex, which may backtrack without end, and nothing stops a thread of Java in that.
 */
final class LinearRegex extends BsonRegularExpression {
    private static final long serialVersionUID = 1L;

    private static final int BAD_VALUE = 2;
    private static final int LONGEST = 500;
    private static final int MOST_REPETITIONS = 1_000;
    private static final long MOST_STEPS = 200_000_000;
    private static final String REGEX = "$regex";
    private static final String OPTIONS = "$options";
    private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");
    private static final Pattern ALWAYS = Pattern.compile("");
    private static final Pattern NEVER = Pattern.compile("(?!)");

    private final transient com.google.re2j.Pattern compiled;

    private LinearRegex(String pattern, String options) {
        super(pattern, options);
        this.compiled = compile(pattern, options);
    }

    /**
     * Replaces the regular expressions of a command's filters.
     *
     * @throws MongoServerError where one is none, or cannot be matched so
     */
    static void replaceIn(Document command) {
        command.replaceAll((name, value) -> switch (name) {
            case "documents" -> value;
            case "updates", "deletes" -> value instanceof List<?> writes ? inWrites(writes) : value;
            default -> in(value);
        });
    }

    private static Object inWrites(List<?> writes) {
        for (Object write : writes) {
            if (write instanceof Document document) {
                document.computeIfPresent("q", (name, filter) -> in(filter));
                document.computeIfPresent("arrayFilters", (name, filter) -> in(filter));
                if (document.get("u") instanceof Document update) {
                    update.computeIfPresent("$pull", (name, filter) -> in(filter));
                }
            }
        }
        return writes;
    }

    private static @Nullable Object in(@Nullable Object part) {
        if (part instanceof BsonRegularExpression regex) {
            return new LinearRegex(regex.getPattern(), Objects.toString(regex.getOptions(), ""));
        }
        if (part instanceof List<?> parts) {
            return parts.stream().map(LinearRegex::in).collect(Collectors.toCollection(ArrayList::new));
        }
        if (!(part instanceof Document document)) {
            return part;
        }
        Object pattern = document.get(REGEX);
        if (pattern instanceof String text) {
            return new LinearRegex(text, Objects.toString(document.get(OPTIONS), ""));
        }
        if (pattern instanceof BsonRegularExpression regex) {
            Object options = document.getOrDefault(OPTIONS, regex.getOptions());
            return new LinearRegex(regex.getPattern(), Objects.toString(options, ""));
        }
        document.replaceAll((name, value) -> in(value));
        return document;
    }

    private static com.google.re2j.Pattern compile(String pattern, String options) {
        if (pattern.length() > LONGEST || repetitions(pattern) > MOST_REPETITIONS) {
            throw refused("it may have " + LONGEST + " characters and repeat a part " + MOST_REPETITIONS + " times");
        }
        int flags = 0;
        for (int at = 0; at < options.length(); at++) {
            flags |= switch (options.charAt(at)) {
                case 'i' -> com.google.re2j.Pattern.CASE_INSENSITIVE;
                case 'm' -> com.google.re2j.Pattern.MULTILINE;
                case 's' -> com.google.re2j.Pattern.DOTALL;
                case 'u' -> 0;
                default -> throw refused("the option '" + options.charAt(at) + "' is none of i, m, s and u");
            };
        }
        try {
            return com.google.re2j.Pattern.compile(pattern, flags);
        } catch (PatternSyntaxException e) {
            throw refused(e.getDescription() + "; expressions are RE2's, without look-around and back-references");
        }
    }

    /** How often nested repetitions might multiply a part. */
    private static double repetitions(String pattern) {
        Matcher counted = REPETITION.matcher(pattern);
        double product = 1;
        while (counted.find()) {
            String most = Objects.toString(counted.group(2), "");
            product *= Math.max(1, Double.parseDouble(most.isEmpty() ? counted.group(1) : most));
        }
        return product;
    }

    private static MongoServerError refused(String why) {
        return new MongoServerError(BAD_VALUE, "BadValue", "Regular expression is invalid: " + why);
    }

    /** A matcher that finds something where this finds something in the text. */
    @Override
    public Matcher matcher(String text) {
        if ((long) text.length() * compiled.programSize() > MOST_STEPS) {
            throw refused("a value of " + text.length() + " characters is too long for it");
        }
        return (compiled.matcher(text).find() ? ALWAYS : NEVER).matcher("");
    }
}
