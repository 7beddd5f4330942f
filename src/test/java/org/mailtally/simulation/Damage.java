package org.mailtally.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.mailtally.tally.Trackers;

/**
 * What somebody with the store's password does to it: rows are raised or deleted, or all collections dropped; only what can
 * be put right from the logs on disk.
 *
 * @param which to what it happens, counted round
 */
record Damage(int which) {

    private static final List<String> ROWS = List.of("mail", "mail_lines", "mail_by", "mail_hours", "mail_days");
    private static final long MILLION = 1_000_000;

    /** Claims the next reading of the newest definition of a tracker, or of all, as the command does. */
    static void recount(SimulatedStore store, int which) {
        Map<String, Document> newest = new HashMap<>();
        for (Document claim : store.all("mail_readings")) {
            if (claim.containsKey("tracker")) {
                newest.put(claim.getString("tracker"), claim);
            }
        }
        newest.forEach((tracker, claim) -> {
            if (which % 3 != 1 || tracker.equals(Trackers.LINES)) {
                String id = claim.getString("_id");
                int number = Integer.parseInt(id.substring(id.lastIndexOf(' ') + 1));
                store.keep(
                        "mail_readings", new Document(claim).append("_id", "%s %04d".formatted(tracker, number + 1)));
            }
        });
    }

    /** Lets it happen; true where all collections were dropped. */
    boolean happen(SimulatedStore store, MailFolder folder, boolean beginsAlike) {
        store.damage();
        List<Stream> whole = folder.streams().stream()
                .filter(stream -> folder.kept(stream) == stream.length() && !isRewritten(stream, folder))
                .toList();
        if (which % 3 == 0 && !beginsAlike && whole.size() == folder.streams().size()) {
            List<Document> claims = List.copyOf(store.all("mail_readings"));
            store.drop();
            if (which % 2 == 0) {
                claims.forEach(claim -> claimAgain(store, claim));
            }
            return true;
        }
        List<String> logs = new ArrayList<>();
        whole.forEach(stream -> logs.addAll(stream.ids()));
        for (String collection : ROWS) {
            int row = 0;
            for (Document document : List.copyOf(store.all(collection))) {
                if (!beginsAlike && logs.contains(document.getString("log"))) {
                    damage(store, collection, document, row++ + which);
                }
            }
        }
        return false;
    }

    /** As the command does where no claim is left: it cannot know which one the processes count by. */
    private static void claimAgain(SimulatedStore store, Document claim) {
        if (claim.getString("_id").endsWith(" 0001")) {
            store.keep("mail_readings", new Document(claim).append("since", Instant.EPOCH));
        }
    }

    private static void damage(SimulatedStore store, String collection, Document row, int how) {
        Document changed = new Document(row);
        switch (how % 5) {
            case 0 -> store.delete(collection, row.getString("_id"));
            case 1 ->
                changed.append("msg_count", row.get("msg_count", Number.class).longValue() + MILLION);
            case 2 -> changed.append("msg_count", MILLION).append("position", MILLION);
            default -> {}
        }
        if (how % 5 == 1 || how % 5 == 2) {
            store.keep(collection, changed);
        }
    }

    private static boolean isRewritten(Stream stream, MailFolder folder) {
        return folder.streams().stream().anyMatch(other -> other != stream && other.root() == stream.root());
    }
}
