package org.mailtally.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/**
 * A start that is only rehearsed: once the page answers, each kind of page is requested, and the process ends. What it
 * loaded meanwhile is what {@code bin/prepare_mailtally} keeps for quicker starts.
 */
final class Rehearsal implements Runnable {

    private static final List<String> PAGES =
            List.of("/", "/gviz?minutes=60", "/gviz?minutes=60&tqx=out:csv", "/health", "/check?minutes=10&warning=1:");
    private static final int LONGEST_SECONDS = 120;
    private static final long PAUSE_MILLIS = 50;

    private final String address;

    /** @param address the process's own: {@code http://host:port} */
    Rehearsal(String address) {
        this.address = address;
    }

    /** Ends the process: with 0 where every page was answered, else with 1. */
    @Override
    public void run() {
        long until = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
        boolean answered = false;
        while (!answered && System.nanoTime() < until) {
            answered = PAGES.stream().allMatch(this::isAnswered);
        }
        System.exit(answered ? 0 : 1);
    }

    private boolean isAnswered(String page) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address + page).toURL().openConnection();
            connection.getResponseCode();
            InputStream refused = connection.getErrorStream();
            try (InputStream answer = refused == null ? connection.getInputStream() : refused) {
                answer.readAllBytes();
            }
            return true;
        } catch (IOException notYet) {
            return pause();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
