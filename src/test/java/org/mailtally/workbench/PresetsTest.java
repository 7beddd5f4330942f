package org.mailtally.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailtally.pattern.LinePattern;

/** Each preset, on the forms in which the servers write what it counts, and what looks like it. */
class PresetsTest {

    /** A line, and the presets that count it. */
    record Form(String line, Set<String> presets) {}

    @ParameterizedTest
    @MethodSource("forms")
    void form_isCountedByThesePresets_andNoOthers(Form form) {
        byte[] line = form.line().getBytes(StandardCharsets.UTF_8);
        List<String> counted = Presets.all().stream()
                .filter(preset -> LinePattern.compile(preset.pattern()).marks().find(line) != null)
                .map(Preset::name)
                .toList();

        assertThat(counted).containsExactlyInAnyOrderElementsOf(form.presets());
    }

    @Test
    void everyPreset_hasAForm_aNameOfItsOwn_andALiteralToSearchFor() throws IOException {
        Set<String> shown = new LinkedHashSet<>();
        forms().forEach(form -> shown.addAll(form.presets()));

        assertThat(Presets.all())
                .extracting(Preset::name)
                .doesNotHaveDuplicates()
                .allMatch(shown::contains);
        assertThat(Presets.all()).allSatisfy(preset -> assertThat(
                        LinePattern.compile(preset.pattern()).literals())
                .as(preset.name())
                .isNotEmpty());
    }

    /** The forms of {@code preset-forms.txt}: a line with the names of presets, or a dash, then the log's line. */
    static Stream<Form> forms() throws IOException {
        List<Form> forms = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(PresetsTest.class.getResourceAsStream("preset-forms.txt"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                String names = lines.get(i);
                forms.add(new Form(lines.get(i + 1), names.equals("-") ? Set.of() : Set.of(names.split(" "))));
            }
        }
        return forms.stream();
    }
}
