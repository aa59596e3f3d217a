package io.weft.http.client;

import io.weft.loop.Owner;
import io.weft.loop.Timeouts;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/// The longest time for a whole request: a time limit in a task; on a plain thread, which has no such limits, the request is aborted.
final class Deadline {

    private final Duration longest;
    private final FetchFailures failures;
    private final AtomicBoolean passed = new AtomicBoolean();
    /// The one to abort; null before the first attempt.
    private volatile HttpUriRequestBase attempt;

    Deadline(Duration longest, FetchFailures failures) {
        this.longest = longest;
        this.failures = failures;
    }

    void attempts(HttpUriRequestBase next) {
        attempt = next;
        if (passed.get()) {
            next.cancel();
        }
    }

    <T> T run(Callable<T> body) throws Exception {
        return Owner.current() == null
                ? onThread(body)
                : Timeouts.timeout(longest, () -> failures.total(null), body);
    }

    private <T> T onThread(Callable<T> body) throws Exception {
        var timer = CompletableFuture.delayedExecutor(longest.toNanos(), TimeUnit.NANOSECONDS);
        var abort = CompletableFuture.runAsync(() -> {
            passed.set(true);
            var current = attempt;
            if (current != null) {
                current.cancel();
            }
        }, timer);
        try {
            return body.call();
        } catch (Exception e) {
            throw passed.get() ? failures.total(e) : e;
        } finally {
            abort.cancel(false);
        }
    }
}
