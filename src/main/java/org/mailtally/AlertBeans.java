package org.mailtally;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.mailtally.alert.AlertCommand;
import org.mailtally.alert.Alerts;
import org.mailtally.alert.Watched;
import org.mailtally.settings.FromSettings;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;

/** The bean that alerts, by the thresholds that the route files define. */
final class AlertBeans {

    private static final Duration LONGEST_COMMAND = Duration.ofSeconds(30);

    private final Alerts alerts;

    AlertBeans(LiveSettings live, Clock clock) {
        this.alerts = new Alerts(AlertBeans::thresholds, new FromSettings<>(live, AlertBeans::chosen), clock);
    }

    void bind(Wiring.Beans beans) {
        beans.bind("mailtally.alerts", alerts);
        beans.bind("mailtally.command", new AlertCommand(LONGEST_COMMAND));
    }

    /** The alerts that could not be sent, in one line each. */
    List<String> remarks() {
        return alerts.remarks();
    }

    private static List<Watched> thresholds(CamelContext context) {
        return context.getRegistry().findByTypeWithName(Threshold.class).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getValue().named(each.getKey()))
                .toList();
    }

    private static Alerts.Chosen chosen(Settings now) {
        String page = now.get(Setting.ALERTS_PAGE);
        return new Alerts.Chosen(
                now.get(Setting.MAILLOG_SOURCE),
                now.duration(Setting.ALERTS_EVERY),
                now.duration(Setting.ALERTS_REMINDER),
                page.isEmpty() ? Guards.address(now) + "/" : page);
    }
}
