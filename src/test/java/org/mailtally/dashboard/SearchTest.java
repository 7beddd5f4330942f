package org.mailtally.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MISSING      | Mailtally looked for the folder /logs, and it is not there.",
                "NOT_A_FOLDER | Mailtally looked into /logs, and it is a file, not a folder.",
                "UNREADABLE   | Mailtally looked into /logs, and is not allowed to list it.",
                "NO_MATCH     | Mailtally looked in /logs for files named mail.*, and found none."
            })
    void sentence_anyFault_namesTheFolder(FolderState state, String sentence) {
        assertThat(search(state, "mail.*").sentence().plain()).isEqualTo(sentence);
    }

    @Test
    void looks_noMatch_namesWhatIsThereInstead() {
        assertThat(search(FolderState.NO_MATCH, "mail.*", "auth.log", "syslog").looks())
                .extracting(look -> look.term() + ": " + look.says().plain())
                .containsExactly(
                        "directory: /logs is there and readable",
                        "file names: mail.* fits none of the files there",
                        "there instead: auth.log and syslog");
    }

    @Test
    void remedies_mailLikeFileThere_proposeSettingsThatMatchIt() throws IOException {
        List<String> lines = search(FolderState.NO_MATCH, "mail.*", "auth.log", "my-mail.v2.txt")
                .remedies()
                .get(0)
                .lines();
        Properties properties = new Properties();
        properties.load(new StringReader(String.join("\n", lines)));
        Pattern include = Pattern.compile(properties.getProperty("maillog.include"));
        assertThat(include.matcher("my-mail.v2.txt").matches()).isTrue();
        assertThat(include.matcher("my-mailXv2.txt").matches()).isFalse();
        assertThat(properties.getProperty("maillog.directory")).isEqualTo("/logs");
    }

    @Test
    void remedies_mailLikeFileInASubfolder_proposeItsNameAsThatIsWhatIsMatched() {
        assertThat(search(FolderState.NO_MATCH, "x", "exim4/mainlogs-mail")
                        .remedies()
                        .get(0)
                        .lines())
                .contains("maillog.include = mainlogs-mail.*");
    }

    @Test
    void remedies_folderWithALogsName_doNotProposeToReadIt() {
        assertThat(search(FolderState.NO_MATCH, "mail.*", "mail.log/ (a folder)")
                        .remedies()
                        .get(0)
                        .lines())
                .contains("maillog.directory = /var/log");
    }

    @Test
    void remedies_nothingMailLikeThere_proposeTheUsualNames() {
        assertThat(search(FolderState.NO_MATCH, "x", "auth.log")
                        .remedies()
                        .get(0)
                        .lines())
                .containsExactly("maillog.directory = /var/log", "maillog.include = (mail\\\\.log|maillog).*");
    }

    private static Search search(FolderState state, String include, String... names) {
        return new Search(new Situation.Folder("/logs", include, state, List.of(names)));
    }
}
