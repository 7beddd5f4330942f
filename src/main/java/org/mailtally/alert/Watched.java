package org.mailtally.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.bson.Document;
import org.mailtally.store.Find;
import org.mailtally.store.StoredNames;

/**
 * A threshold that is watched.
 *
 * @param name its name
 * @param tracker the tracker whose count is judged
 * @param minutes how many of the last minutes are counted
 * @param warning a range, or empty
 * @param critical a range, or empty
 */
public record Watched(String name, String tracker, int minutes, String warning, String critical) {

    /** What {@code /check} is asked, as the query of an address. */
    public String getQuery() {
        return "tracker=" + encoded(tracker) + "&minutes=" + minutes + "&warning=" + encoded(warning) + "&critical="
                + encoded(critical);
    }

    /** What is stored of it. */
    public Find getFind() {
        return new Find(StoredNames.MAIL_ALERTS, new Document("_id", name));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
