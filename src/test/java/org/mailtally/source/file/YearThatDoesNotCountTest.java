package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;

/** Lines of years that do not count are reported, each once. */
class YearThatDoesNotCountTest {

    private static final String NOW = "2026-11-23T09:53:01Z mx1 postfix/qmgr[1]: now\n";
    private static final String FUTURE = "3026-11-23T09:53:01Z mx1 postfix/qmgr[1]: far ahead\n";
    private static final String PAST = "0001-01-01T00:00:00Z mx1 postfix/qmgr[1]: no clock\n";
    private static final String IMPOSSIBLE = "2026-02-30T09:53:01Z mx1 postfix/qmgr[1]: no such day\n";

    @TempDir
    private Path path;

    private LogFolder folder = new LogFolder(Path.of(""));

    @BeforeEach
    void follow() {
        folder = new LogFolder(path);
    }

    @Test
    void noSuchLine_nothingIsReported() throws IOException {
        folder.write("mail.log", NOW + IMPOSSIBLE + NOW + "no time\n");
        count();

        assertThat(folder.following().remarks()).isEmpty();
    }

    @Test
    void oneSuchLine_isReported() throws IOException {
        folder.write("mail.log", NOW + PAST + NOW);
        count();

        assertThat(folder.following().remarks())
                .containsExactly("1 line of mail.log has a year outside 1900 to 2999; it is counted at the time of the"
                        + " line before");
    }

    @Test
    void severalWithEqualHeads_countedTwice_areReportedOnceEach() throws IOException {
        folder.write("mail.log", NOW + FUTURE + FUTURE + NOW + PAST);
        count();
        count();

        assertThat(folder.following().remarks())
                .containsExactly("3 lines of mail.log have a year outside 1900 to 2999; they are counted at the time of"
                        + " the line before");
    }

    @Test
    void moreCameLater_areAdded() throws IOException {
        folder.write("mail.log", NOW + FUTURE);
        Place end = count();
        folder.append("mail.log", NOW + PAST);
        countFrom(end);

        assertThat(folder.following().remarks()).singleElement().asString().startsWith("2 lines of mail.log have");
    }

    private Place count() throws IOException {
        try (OpenLog log = folder.openSettled("mail.log")) {
            return count(log, log.start());
        }
    }

    private void countFrom(Place place) throws IOException {
        try (OpenLog log = folder.openSettled("mail.log")) {
            count(log, place);
        }
    }

    private static Place count(OpenLog log, Place from) throws IOException {
        Portion portion = Objects.requireNonNull(log.portion(from, Long.MAX_VALUE));
        portion.read(block -> {});
        portion.counted();
        return portion.end();
    }
}
