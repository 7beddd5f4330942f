package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many people ask for as much as one answer holds, at the same time: the process ended, its memory used up. */
class LargeAnswersIT {

    @TempDir
    private Path home;

    /** Those that waited for memory held all threads of the server: the check was answered after eight seconds, or not. */
    @Test
    void manyLargeAnswersAtOnce_areRefusedWithAStatus_andTheCheckIsAnsweredMeanwhile() throws IOException {
        try (Product product = new Product(home).start()) {
            String year = "/gviz?from=2025-12-01&to=2026-11-23&step=window&tqx=out:csv"
                    + "&tracker=outgoing&tracker=bounced&tracker=deferred&tracker=rejected&zx=";

            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 300)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> product.get(year + number + "&tq=" + Product.encode("limit " + (100_000 + number))),
                            task -> new Thread(task).start()))
                    .toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> answers.stream().anyMatch(CompletableFuture::isDone));
            long before = System.nanoTime();
            String check = product.body("/check?tracker=outgoing");

            assertThat(check).startsWith("MAILTALLY ").doesNotContain("ask again");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(answers.stream().map(CompletableFuture::join))
                    .filteredOn(answer -> answer.statusCode() != 200)
                    .isNotEmpty()
                    .allMatch(answer -> answer.statusCode() == 503
                            && answer.headers().firstValue("Retry-After").isPresent()
                            && answer.body().contains("ask again in a moment"));
        }
    }

    @Test
    void yearsOfWindows_atOnce_areAnsweredOneByOne_andTheProcessLives() throws IOException {
        try (Product product = new Product(home).start()) {
            String year = "/gviz?from=2026-03-01&to=2026-11-23&step=window&tqx=out:";
            List<String> forms = List.of("json", "csv", "tsv-excel", "html");
            List<String> queries = List.of(
                    "", "order by outgoing, time desc", "format time 'EEEE d. MMMM yyyy HH:mm'", "options no_values");

            List<CompletableFuture<String>> answers = IntStream.range(0, 16)
                    .mapToObj(number -> year + forms.get(number % 4) + "&zx=" + number + "&tq="
                            + Product.encode(queries.get(number / 4)))
                    .map(path -> CompletableFuture.supplyAsync(() -> product.body(path)))
                    .toList();

            Stream<String> bodies = answers.stream().map(CompletableFuture::join);
            assertThat(bodies).allMatch(body -> body.length() > 1_000_000 || body.contains("ask again in a moment"));
            assertThat(product.status("/health")).isIn(200, 503);
        }
    }
}
