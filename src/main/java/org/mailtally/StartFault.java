package org.mailtally;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.PropertyBindingException;

/** The explanation of why a process does not start, in one line. */
final class StartFault {

    private static final Pattern BEAN = Pattern.compile("Error creating bean: (\\S+) of type: (\\S+)");

    private StartFault() {}

    /** The fault in one line that names file, key, value and remedy, as far as they are known. */
    static UserError explain(Exception fault, Settings settings) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = fault; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        Throwable root = causes.get(causes.size() - 1);
        Optional<UserError> known = causes.stream()
                .filter(UserError.class::isInstance)
                .map(UserError.class::cast)
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        String where = settings.home().resolve("routes").toString();
        String bean = causes.stream()
                .map(cause -> BEAN.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(matcher -> "bean '" + matcher.group(1) + "': ")
                .findFirst()
                .orElse("");
        if (root instanceof PatternSyntaxException wrong) {
            return new UserError(where + "/trackers.camel.yaml: " + bean + "pattern: " + wrong.getDescription()
                    + " near index " + wrong.getIndex() + " of " + wrong.getPattern() + ": mend the pattern");
        }
        Optional<PropertyBindingException> property = causes.stream()
                .filter(PropertyBindingException.class::isInstance)
                .map(PropertyBindingException.class::cast)
                .findFirst();
        if (property.isPresent() && property.get().getTarget() instanceof Tracker) {
            return new UserError(where + ": " + bean + "unknown property "
                    + property.get().getPropertyName() + ": a tracker has label, pattern and by");
        }
        String message = String.valueOf(root.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        return new UserError(where + ": " + bean + message);
    }
}
