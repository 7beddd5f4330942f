package org.mailtally.dashboard;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The file names of the chart files, from the labels of the trackers: spaces become {@code _}, accents fall, and so does
 * all else that a file system, a shell or a URL could take for something else. ASCII alone, because a process without a
 * locale can't open any other name. Where two labels end equal, the tracker that comes later adds its own name.
 */
final class ChartNames {
    /** Leaves room for a tracker's name and a number below the 255 bytes of common file systems. */
    private static final int LONGEST = 120;

    private ChartNames() {}

    /** The file name of each tracker by the tracker's name, different even where upper and lower case are the same. */
    static Map<String, String> of(List<Situation.Hour> trackers) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Situation.Hour tracker : trackers) {
            String stem = stem(tracker);
            String name = stem;
            for (int i = 1; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = stem + "_" + tracker.name() + (i == 1 ? "" : "_" + i);
            }
            names.put(tracker.name(), name + ".html");
        }
        return names;
    }

    private static String stem(Situation.Hour tracker) {
        String plain = Normalizer.normalize(tracker.label(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .strip()
                .replaceAll("[^A-Za-z0-9._-]", "_")
                .replaceAll("^[.-]+", "_");
        if (plain.chars().noneMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
            return tracker.name();
        }
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }
}
