package org.mailtally.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Outgoing mail | Outgoing_mail.html",
                "../../etc/passwd | __.._etc_passwd.html",
                ".. | t0.html",
                "/ | t0.html",
                "\" \" | t0.html",
                "-rf * | _rf__.html",
                "Größe é | Gro_e_e.html",
                "送信メール | t0.html",
                "a%2F..%5C\\b | a_2F.._5C_b.html"
            })
    void of_oddLabel_isASafeName(String label, String name) {
        assertThat(names(List.of(label))).containsExactly(name);
    }

    @Test
    void of_nul_isReplaced() {
        assertThat(names(List.of("a\u0000b\n"))).containsExactly("a_b.html");
    }

    @Test
    void of_veryLongLabel_isCut() {
        assertThat(names(List.of("x".repeat(5_000)))).containsExactly("x".repeat(120) + ".html");
    }

    @Test
    void of_labelsThatEndEqual_keepTheFirstAndNameTheOther() {
        assertThat(names(List.of("Outgoing mail", "outgoing/mail", "Outgoing_mail")))
                .containsExactly("Outgoing_mail.html", "outgoing_mail_t1.html", "Outgoing_mail_t2.html");
    }

    @Property
    void of_anyLabels_areDistinctPlainNames(@ForAll @Size(max = 8) List<String> labels) {
        Collection<String> names = names(labels);
        assertThat(names).allMatch(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}\\.html"));
        assertThat(names.stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .hasSize(labels.size());
    }

    private static Collection<String> names(List<String> labels) {
        List<Situation.Hour> trackers = new ArrayList<>();
        for (String label : labels) {
            trackers.add(Example.hour("t" + trackers.size(), label, new long[13]));
        }
        return ChartNames.of(trackers).values();
    }
}
