package org.mailtally.simulation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What the store says of a stream whose file was rewritten in place: which of its versions was counted, and how far. */
final class Versions {

    private Versions() {}

    /**
     * Up to which byte a stream is surely known: a cut before it must be found out. A crash between the rows and the
     * checkpoint, and a cut of just what was read then, is the one that cannot.
     */
    static int proven(SimulatedStore store, Stream stream) {
        int proven = 0;
        int newest = 0;
        for (Document claim : claims(store, stream)) {
            String id = claim.getString("_id");
            if (!id.contains("copy")) {
                newest = Integer.parseInt(id.split(" ")[1]);
                proven = claim.get("position", Number.class).intValue();
            }
        }
        for (String[] checkpoint : checkpoints(store, stream)) {
            if (rewriting(checkpoint) == newest) {
                proven = Math.max(proven, Integer.parseInt(checkpoint[2]));
            }
        }
        return proven;
    }

    /** Whether a stream is what was counted, as far as it was: the place furthest on fits it. */
    static boolean isCounted(SimulatedStore store, Stream stream) {
        String[] newest = furthest(store, stream);
        return newest == null || newest[4].equals(hash(stream, Integer.parseInt(newest[2])));
    }

    /** How far the log of a stream was counted, or claimed to be rewritten: a shorter file waits. */
    static int furthestCounted(SimulatedStore store, Stream stream) {
        String[] newest = furthest(store, stream);
        return newest == null ? 0 : Integer.parseInt(newest[2]);
    }

    /** The place furthest on of the newest rewriting, of a checkpoint or of the rewriting's claim; null where there is none. */
    private static String @Nullable [] furthest(SimulatedStore store, Stream stream) {
        String[] newest = null;
        List<String[]> places = new ArrayList<>(checkpoints(store, stream));
        for (Document claim : claims(store, stream)) {
            String id = claim.getString("_id");
            if (!id.contains("copy")) {
                String position =
                        "%019d".formatted(claim.get("position", Number.class).longValue());
                places.add(new String[] {"0." + id.split(" ")[1], "", position, "", claim.getString("hash")});
            }
        }
        for (String[] checkpoint : places) {
            boolean later = newest == null
                    || rewriting(checkpoint) > rewriting(newest)
                    || (rewriting(checkpoint) == rewriting(newest) && checkpoint[2].compareTo(newest[2]) > 0);
            newest = later ? checkpoint : newest;
        }
        return newest;
    }

    /** Whether a file was found to be a copy of this stream's log that went on differently. */
    static boolean hasCopies(SimulatedStore store, Stream stream) {
        return claims(store, stream).stream()
                .anyMatch(claim -> claim.getString("_id").contains("copy"));
    }

    private static List<Document> claims(SimulatedStore store, Stream stream) {
        return store.all("mail_readings").stream()
                .filter(claim -> claim.containsKey("position") && stream.ids().contains(claim.getString("log")))
                .toList();
    }

    private static List<String[]> checkpoints(SimulatedStore store, Stream stream) {
        return store.all("mail_logs").stream()
                .filter(document -> stream.ids().contains(document.getString("log")))
                .map(document -> document.getString("checkpoint").split(" "))
                .toList();
    }

    private static int rewriting(String[] checkpoint) {
        int dot = checkpoint[0].indexOf('.');
        return dot < 0 ? 0 : Integer.parseInt(checkpoint[0].substring(dot + 1));
    }

    private static String hash(Stream stream, int position) {
        byte[] bytes = stream.bytes();
        if (position > bytes.length) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(Arrays.copyOfRange(bytes, Math.max(0, position - 1024), position));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
