package io.weft.http.client;

import io.weft.loop.Failures;
import io.weft.loop.Loop;
import io.weft.loop.OutsideWait;
import io.weft.loop.Owner;
import io.weft.loop.Sleep;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;

/// One request on its way, with its retries.
final class Exchange {

    private static final byte[] NOTHING = {};

    /// Takes what it needs from an answer; whoever needs it open says so by not closing it.
    @FunctionalInterface
    private interface Reader<T> {
        T read(Head head, ClassicHttpResponse response) throws IOException;
    }

    private final CloseableHttpClient client;
    private final RateGate gate;
    private final FetchRequest request;
    private final FetchFailures failures;
    private final Deadline deadline;
    private final long started = System.nanoTime();

    Exchange(CloseableHttpClient client, RateGate gate, FetchRequest request, FetchFailures failures) {
        this.client = client;
        this.gate = gate;
        this.request = request;
        this.failures = failures;
        this.deadline = new Deadline(request.options().total(), failures);
    }

    Response send() {
        return limited((head, response) -> {
            try (response) {
                return new Response(head, body(response.getEntity()), Duration.ofNanos(System.nanoTime() - started));
            }
        });
    }

    StreamedResponse open() {
        return limited((head, response) -> new StreamedResponse(head, response, failures));
    }

    private <T> T limited(Reader<T> reader) {
        try {
            return deadline.run(() -> attempts(reader));
        } catch (Exception e) {
            throw Failures.unchecked(failures.method() + " " + failures.url(), e);
        }
    }

    private <T> T attempts(Reader<T> reader) {
        var retry = request.options().retry();
        for (int attempt = 0;; attempt++) {
            boolean last = attempt == retry.times() || !request.mayRetry();
            var again = attempt(reader, last ? Set.of() : retry.onStatus(), last);
            if (again.value() != null) {
                return again.value();
            }
            var pause = retry.pause(attempt, again.retryAfter(), ThreadLocalRandom.current());
            if (pause.isEmpty()) {
                return attempt(reader, Set.of(), true).value();
            }
            Sleep.sleep(pause.get());
        }
    }

    /// The value, or, where it is null, what the server says about when to come again.
    private record Attempt<T>(T value, String retryAfter) {}

    private <T> Attempt<T> attempt(Reader<T> reader, Set<Integer> retried, boolean last) {
        gate.pass(failures.url().getHost());
        var message = request.attempt();
        message.setConfig(config());
        deadline.attempts(message);
        var outside = outsideWait();
        try {
            var context = HttpClientContext.create();
            var response = client.executeOpen(null, message, context);
            if (retried.contains(response.getCode())) {
                var after = response.getFirstHeader("Retry-After");
                response.close();
                return new Attempt<>(null, after == null ? null : after.getValue());
            }
            return new Attempt<>(
                    reader.read(Head.of(failures.method(), finalUrl(message, context), response), response),
                    null);
        } catch (IOException | RuntimeException e) {
            var failure = failures.of(e);
            if (last || !(failure instanceof ConnectionLost || failure instanceof NotConnected)) {
                throw failure;
            }
            return new Attempt<>(null, null);
        } finally {
            if (outside != null) {
                outside.close();
            }
        }
    }

    /// A virtual clock must not jump while the network is waited for.
    private OutsideWait outsideWait() {
        return Owner.current() == null ? null : Loop.current().awaitOutside(failures.method() + " " + failures.url());
    }

    private RequestConfig config() {
        var options = request.options();
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(options.pool()))
                .setResponseTimeout(Timeout.of(options.response()))
                .setRedirectsEnabled(options.redirects() > 0)
                .setMaxRedirects(Math.max(1, options.redirects()))
                .build();
    }

    private URI finalUrl(HttpUriRequestBase message, HttpClientContext context) {
        var redirects = context.getRedirectLocations();
        return redirects == null || redirects.size() == 0 ? failures.url() : redirects.get(redirects.size() - 1);
    }

    private byte[] body(HttpEntity entity) throws IOException {
        if (entity == null) {
            return NOTHING;
        }
        long most = request.options().bodyLimit();
        long announced = entity.getContentLength();
        if (announced > most) {
            throw tooLarge(announced + " bytes are announced");
        }
        try (var in = entity.getContent()) {
            return announced >= 0 ? exactly(in, (int) announced) : atMost(in, most);
        }
    }

    /// Reads on to the end, so that the client sees it and keeps the connection.
    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] body = in.readNBytes(length);
        return in.read() < 0 ? body : NOTHING;
    }

    private byte[] atMost(InputStream in, long most) throws IOException {
        byte[] body = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - Long.BYTES));
        if (body.length > most) {
            throw tooLarge("more bytes came");
        }
        return body;
    }

    private BodyTooLarge tooLarge(String what) {
        return new BodyTooLarge(failures.url(), failures.method() + " " + failures.url() + ": " + what
                + ", and bodies in memory have " + request.options().bodyLimit()
                + " at most: raise bodyLimit(bytes), read it as a stream with open(), or download(file) it.", null);
    }
}
