package org.mailtally.gviz.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mailtally.gviz.Cases;
import org.mailtally.gviz.table.Utf8;

class JsonTextTest {
    @TestFactory
    Stream<DynamicTest> string_knownCase_exactText() {
        return Cases.of("rendering.jsonl")
                .filter(expected -> Cases.text(expected, "op").equals("string"))
                .map(expected ->
                        DynamicTest.dynamicTest(Cases.text(expected, "name"), () -> assertThat(written(expected))
                                .isEqualTo(Cases.text(expected, "body"))));
    }

    private static String written(Map<String, Object> expected) {
        Utf8 out = new Utf8(0);
        JsonText.string(out, Cases.text(expected, "text"));
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
