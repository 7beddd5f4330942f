package org.mailtally;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;

/** The explanation of why a process does not start, though its routes are right, in one line. */
final class StartFault {

    private StartFault() {}

    /** The fault in one line that names file, key, value and remedy, as far as they are known. */
    static UserError explain(Exception fault, Settings settings) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = fault; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        Optional<UserError> known = causes.stream()
                .filter(UserError.class::isInstance)
                .map(UserError.class::cast)
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        Throwable root = causes.get(causes.size() - 1);
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return new UserError(settings.home().resolve("routes") + ": " + message.replaceAll("\\s*\\R\\s*", " "));
    }
}
