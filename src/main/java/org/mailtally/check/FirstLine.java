package org.mailtally.check;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The first line of an answer, without its end; what follows it is not read, nor more than a few KiB of one line. */
final class FirstLine implements BodySubscriber<String> {

    private static final int LIMIT = 16 * 1024;

    private final CompletableFuture<String> line = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
        return line;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining() && !line.isDone()) {
                byte read = buffer.get();
                if (read == '\n' || bytes.size() == LIMIT) {
                    onComplete();
                    if (subscription != null) {
                        subscription.cancel();
                    }
                } else {
                    bytes.write(read);
                }
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        line.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        line.complete(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
