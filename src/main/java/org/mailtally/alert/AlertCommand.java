package org.mailtally.alert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The handing of an alert to a command of the operator's. Thread-safe. */
public final class AlertCommand {

    private final Duration longest;

    /** @param longest after how long a command that runs on is ended */
    public AlertCommand(Duration longest) {
        this.longest = longest;
    }

    /**
     * Runs a command with the state and the subject as its arguments, and the text on its standard input; what it prints goes
     * where this process's own output goes.
     *
     * @throws IOException where it is not there, takes too long or ends with another exit code than 0
     */
    public void run(String command, Alert alert) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command, alert.getState(), alert.getSubject())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(alert.getText().getBytes(StandardCharsets.UTF_8));
            } catch (IOException unread) {
                // A command need not read its input; how it ends says whether it did its work.
            }
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command + " did not end within " + longest.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command + " ended with exit code " + process.exitValue());
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
