package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.Table;

class RenderingTest {
    @TestFactory
    Stream<DynamicTest> renderer_knownCase_exactText() {
        return Cases.of("rendering.jsonl")
                .filter(expected -> !Cases.text(expected, "op").equals("string"))
                .map(expected -> DynamicTest.dynamicTest(Cases.text(expected, "name"), () -> {
                    if (expected.containsKey("only")) {
                        assertThat(rendered(expected)).contains(Cases.text(expected, "only"));
                    } else {
                        assertThat(rendered(expected)).isEqualTo(Cases.text(expected, "body"));
                    }
                }));
    }

    private static String rendered(Map<String, Object> expected) {
        Request request = Asking.OPEN.request(
                Map.of("tqx", Cases.text(expected, "tqx"), "tq", Cases.text(expected, "tq")),
                !expected.containsKey("withoutHeader"),
                null);
        switch (Cases.text(expected, "op")) {
            case "error" -> {
                return Asking.text(Asking.OPEN.error(request, reason(expected), Cases.text(expected, "detail")));
            }
            default -> {
                Table table = Cases.table(Cases.text(expected, "table"));
                for (Object warning : StrictJson.array(expected.getOrDefault("warnings", List.of()))) {
                    table = table.withWarning(new Notice(
                            Reason.valueOf(
                                    StrictJson.array(warning).get(0).toString().toUpperCase(Locale.ROOT)),
                            StrictJson.array(warning).get(1).toString()));
                }
                return part(Cases.text(expected, "op"), Asking.text(Asking.OPEN.answer(request, table)));
            }
        }
    }

    /** The piece of an answer that a case is about; its signature made neutral. */
    private static String part(String op, String answer) {
        return switch (op) {
            case "table" -> answer.substring(answer.indexOf("\"table\":") + 8, answer.length() - 1);
            case "cell" -> answer.substring(answer.indexOf("{\"c\":[") + 6, answer.length() - "]}]}}".length());
            case "html" -> answer.substring(answer.indexOf("<thead>"), answer.indexOf("</tbody>") + 8);
            case "column" -> answer.substring(answer.indexOf("\"cols\":[") + 8, answer.indexOf("],\"rows\""));
            default -> answer.replaceFirst("\"sig\":\"[0-9a-f]{16}\"", "\"sig\":\"<sig>\"");
        };
    }

    private static Reason reason(Map<String, Object> expected) {
        return Reason.valueOf(Cases.text(expected, "reason").toUpperCase(Locale.ROOT));
    }
}
