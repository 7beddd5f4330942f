package org.mailtally.check;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A client of another Mailtally's {@code /check}, which behaves as {@code check_mailtally} does: its answer is passed on, and
 * whatever is not a proper answer is never OK. Thread-safe.
 */
public final class CheckClient {

    private final HttpClient http;
    private final Duration timeout;
    private final State whenUnreachable;

    /**
     * A client.
     *
     * @param timeout how long the whole answer may take
     * @param whenUnreachable what it means when there is no proper answer: CRITICAL or UNKNOWN
     * @param proxy the proxy to go through, null for none; what the environment or the JVM is set to does not matter
     * @throws IllegalArgumentException if it would mean anything else
     */
    public CheckClient(Duration timeout, State whenUnreachable, @Nullable InetSocketAddress proxy) {
        if (whenUnreachable != State.CRITICAL && whenUnreachable != State.UNKNOWN) {
            throw new IllegalArgumentException(
                    "--unreachable '" + whenUnreachable + "' is neither critical nor unknown");
        }
        this.http = HttpClient.newBuilder()
                .proxy(proxy == null ? HttpClient.Builder.NO_PROXY : ProxySelector.of(proxy))
                .build();
        this.timeout = timeout;
        this.whenUnreachable = whenUnreachable;
    }

    /**
     * Requests a verdict.
     *
     * @param url where Mailtally answers, such as {@code http://mx1.example.com:8025}; a user and a password in it are sent
     * @param minutes how many of the last minutes are counted
     * @param warning a range, null for none
     * @param critical a range, null for none
     */
    public Result ask(String url, String tracker, int minutes, @Nullable String warning, @Nullable String critical) {
        URI base;
        HttpRequest request;
        try {
            base = URI.create(url.replaceFirst("/$", ""));
            request = request(base, query(tracker, minutes, warning, critical));
        } catch (IllegalArgumentException e) {
            return Result.unknown("-u '" + url + "' is not an address: give one such as http://mx1.example.com:8025");
        }
        return answer(
                request,
                base.getScheme() + "://" + base.getRawAuthority().replaceFirst("^.*@", "") + base.getRawPath());
    }

    private static HttpRequest request(URI base, String query) {
        if (base.getRawAuthority() == null) {
            throw new IllegalArgumentException("no host in " + base);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/check?" + query));
        if (base.getUserInfo() != null) {
            byte[] credentials = base.getUserInfo().getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        return request.build();
    }

    private static String query(String tracker, int minutes, @Nullable String warning, @Nullable String critical) {
        return "tracker=" + encoded(tracker) + "&minutes=" + minutes + range("warning", warning)
                + range("critical", critical);
    }

    private static String range(String name, @Nullable String range) {
        return range == null || range.isEmpty() ? "" : "&" + name + "=" + encoded(range);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Result answer(HttpRequest request, String shown) {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, response -> new FirstLine());
        try {
            HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() == 401) {
                return unreachable(
                        shown + " wants a user and a password, or a token, and took none of these (HTTP 401)");
            }
            if (response.statusCode() != 200) {
                return unreachable(shown + " answers with an HTTP error, " + response.statusCode());
            }
            return Result.parse(response.body())
                    .orElseGet(() -> unreachable("what answers at " + shown + " is not Mailtally's check"));
        } catch (TimeoutException e) {
            return unreachable("no answer from " + shown + " within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            return unreachable(
                    e.getCause() instanceof SSLException
                            ? "the certificate of " + shown + " is not trusted, or is another host's"
                            : "no answer from " + shown);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("interrupted while waiting for " + shown);
        } finally {
            answer.cancel(true);
        }
    }

    private Result unreachable(String why) {
        return new Result(whenUnreachable, why, "");
    }
}
