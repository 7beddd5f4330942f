package org.mailtally.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A signal that Java cannot send by itself. */
enum Signal {
    STOP,
    CONT;

    /** Sends it; nothing where there is no process. */
    void send(@Nullable Process process) {
        if (process == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + name(), String.valueOf(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
