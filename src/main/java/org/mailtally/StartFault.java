package org.mailtally;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.mailtally.settings.Setting;
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
        if (root instanceof ConfigException unreachable && settings.flag(Setting.KAFKA_ENABLED)) {
            return new UserError("kafka.brokers=" + settings.get(Setting.KAFKA_BROKERS) + ": "
                    + unreachable.getMessage() + ": correct the address, or set kafka.enabled=false");
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return new UserError(settings.home().resolve("routes") + ": " + message.replaceAll("\\s*\\R\\s*", " "));
    }
}
