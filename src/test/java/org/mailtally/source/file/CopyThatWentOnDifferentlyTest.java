package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;

/** A file is no longer what was counted of its log: is there another one that is? */
class CopyThatWentOnDifferentlyTest {

    private static final String BEGINNING = lines("both", 20);

    private final LogFolder logs;

    CopyThatWentOnDifferentlyTest(@TempDir Path folder) {
        logs = new LogFolder(folder);
    }

    @Test
    void fit_grownShorterAndDifferent_areTold() throws IOException {
        logs.write("mail.log", BEGINNING + lines("one", 20));
        Place counted = end("mail.log");

        logs.append("mail.log", lines("more", 1));
        assertThat(fit("mail.log", counted)).isEqualTo(Fit.FITS);

        logs.write("mail.log", BEGINNING);
        assertThat(fit("mail.log", counted)).isEqualTo(Fit.SHORTER);

        logs.write("mail.log", BEGINNING + lines("another", 50));
        assertThat(fit("mail.log", counted)).isEqualTo(Fit.DIFFERS);
    }

    @Test
    void fittingInstead_anotherFileWasCounted_isFoundCompressedOrNot() throws IOException {
        String counted = BEGINNING + lines("one", 20);
        logs.write("mail.log", counted);
        Place end = end("mail.log");
        logs.write("mail.info", BEGINNING + lines("other", 50));

        assertThat(fittingInstead("mail.info", end)).isEqualTo("mail.log");

        Files.delete(logs.path("mail.log"));
        byte[] packed = Packed.GZIP.pack(counted.getBytes(StandardCharsets.ISO_8859_1));
        logs.write("mail.log.1.gz", packed, LogFolder.NOW);

        assertThat(fittingInstead("mail.info", end)).isEqualTo("mail.log.1.gz");
    }

    @Test
    void fittingInstead_noFileIsWhatWasCounted_isNone() throws IOException {
        logs.write("mail.log", BEGINNING + lines("one", 20));
        Place end = end("mail.log");
        logs.write("mail.log", BEGINNING + lines("another", 50));
        logs.write("mail.log.1", lines("another log", 50));
        logs.write("mail.log.2", BEGINNING);

        assertThat(fittingInstead("mail.log", end)).isNull();
    }

    @Test
    void placeAt_cutSinceItWasFoundToDiffer_isLookedAtAgain() throws IOException {
        logs.write("mail.log", BEGINNING + lines("one", 20));
        Place end = end("mail.log");
        for (String left : new String[] {"", BEGINNING, lines("another log", 200)}) {
            logs.write("mail.log", BEGINNING + lines("another", 50));
            try (OpenLog log = logs.openSettled("mail.log")) {
                assertThat(log.history().fit(end)).isEqualTo(Fit.DIFFERS);
                logs.write("mail.log", left);

                assertThatThrownBy(() -> log.history().placeAt(end)).isInstanceOf(ChangedLogException.class);
            }
        }
    }

    private Place end(String name) throws IOException {
        try (OpenLog log = logs.openSettled(name)) {
            Portion portion = Objects.requireNonNull(log.portion(log.start(), Long.MAX_VALUE));
            portion.read(block -> {});
            return portion.end();
        }
    }

    private Fit fit(String name, Place place) throws IOException {
        try (OpenLog log = logs.openSettled(name)) {
            return log.history().fit(place);
        }
    }

    private @Nullable String fittingInstead(String name, Place place) throws IOException {
        try (OpenLog log = logs.openSettled(name)) {
            return log.history().fittingInstead(place);
        }
    }

    private static String lines(String what, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("Nov 23 09:53:01 mx1 postfix/qmgr[1]: ")
                    .append(what)
                    .append(' ')
                    .append(i)
                    .append('\n');
        }
        return text.toString();
    }
}
