package org.mailtally;

import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.Locale;

/** Prometheus's way to write the names of labels, which Camel writes as {@code routeId}. */
final class SnakeCase extends PrometheusNamingConvention {

    @Override
    public String tagKey(String key) {
        return super.tagKey(key).replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
