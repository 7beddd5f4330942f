package org.mailtally;

import java.util.Properties;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;

/** How the brokers are reached: the settings, as Kafka's clients name them. */
record KafkaAccess(Settings settings) {

    Properties properties() {
        Properties access = new Properties();
        access.setProperty("bootstrap.servers", settings.get(Setting.KAFKA_BROKERS));
        access.setProperty("security.protocol", settings.get(Setting.KAFKA_SECURITY_PROTOCOL));
        if (!settings.get(Setting.KAFKA_SECURITY_CA).isEmpty()) {
            access.setProperty("ssl.truststore.type", "PEM");
            access.setProperty(
                    "ssl.truststore.location",
                    settings.path(Setting.KAFKA_SECURITY_CA).toString());
        }
        if (!settings.get(Setting.KAFKA_SECURITY_KEY).isEmpty()) {
            access.setProperty("ssl.keystore.type", "PEM");
            access.setProperty(
                    "ssl.keystore.location",
                    settings.path(Setting.KAFKA_SECURITY_KEY).toString());
        }
        if (settings.get(Setting.KAFKA_SECURITY_PROTOCOL).startsWith("SASL_")) {
            access.setProperty("sasl.mechanism", settings.get(Setting.KAFKA_SECURITY_MECHANISM));
            access.setProperty("sasl.jaas.config", login());
        }
        return access;
    }

    private String login() {
        String module = settings.get(Setting.KAFKA_SECURITY_MECHANISM).equals("PLAIN")
                ? "plain.PlainLoginModule"
                : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                .formatted(
                        module,
                        escaped(settings.get(Setting.KAFKA_SECURITY_USER)),
                        escaped(settings.get(Setting.KAFKA_SECURITY_PASSWORD)));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
