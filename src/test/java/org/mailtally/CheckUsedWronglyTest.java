package org.mailtally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A monitoring host reads exit code 2 as an alarm, and shows what stands on the standard output. */
class CheckUsedWronglyTest {

    /** What a command line printed on the standard output, and its exit code. */
    private record Outcome(int exit, String out) {}

    private static Outcome execute(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            return new Outcome(Mailtally.execute(arguments), printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "check -m 60",
                "check -t",
                "check -t outgoing -m sixty",
                "check -t outgoing -m +60",
                "check -t outgoing -m ٦",
                "check -t outgoing -m 0",
                "check -t outgoing -m 9999999999",
                "check -t outgoing -T 0",
                "check -t outgoing --unreachable ok",
                "check -t outgoing --proxy proxy.example.com",
                "check -t outgoing --proxy http://proxy.example.com:70000",
                "check -t outgoing --verbose",
                "check -t outgoing more",
                "check -t outgoing -u 127.0.0.1:1",
                "check --tracker outgoing --minutes 60 --url ftp://127.0.0.1:1"
            })
    void check_usedWrongly_isUnknownInOneLine(String arguments) {
        Outcome outcome = execute(arguments.split(" "));

        assertThat(outcome.out()).startsWith("MAILTALLY UNKNOWN - ").hasLineCount(1);
        assertThat(outcome.exit()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "run -V", "demo --version", "try -V", "check -V"})
    void version_askedOfAnyCommand_isPrinted(String arguments) {
        assertThat(execute(arguments.split(" ")).out()).matches("mailtally \\S+\\R");
    }

    @Test
    void help_askedOfTheCheck_isNoVerdict() {
        Outcome outcome = execute("check", "--help");

        assertThat(outcome.out()).contains("--tracker", "--minutes", "--warning", "--critical");
        assertThat(outcome.exit()).isEqualTo(3);
    }
}
