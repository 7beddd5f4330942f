package org.mailtally.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The trackers for each mail server and filter, as the files in {@code presets/} hold them. */
public final class Presets {

    private static final List<String> FILES = List.of("postfix", "exim", "sendmail", "dovecot", "filters");

    private Presets() {}

    /** All of them, in the order of their files. */
    public static List<Preset> all() {
        List<Preset> presets = new ArrayList<>();
        for (String file : FILES) {
            String resource = "/presets/" + file + ".yaml";
            try (InputStream in = Presets.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "the resource " + resource + " is not on the class path: the installation is incomplete");
                }
                collect(new Load(LoadSettings.builder().build()).loadFromInputStream(in), presets);
            } catch (IOException e) {
                throw new UncheckedIOException("the resource " + resource + " can't be read", e);
            }
        }
        return List.copyOf(presets);
    }

    /** Collects the beans, which are the maps that have a name and properties. */
    private static void collect(Object yaml, List<Preset> presets) {
        if (yaml instanceof List<?> list) {
            list.forEach(each -> collect(each, presets));
        } else if (yaml instanceof Map<?, ?> map) {
            if (map.get("name") instanceof String name && map.get("properties") instanceof Map<?, ?> properties) {
                String label = String.valueOf(properties.get("label"));
                presets.add(new Preset(name, label, String.valueOf(properties.get("pattern"))));
            } else {
                map.values().forEach(each -> collect(each, presets));
            }
        }
    }
}
