package io.weft.http.server;

import io.weft.loop.Loop;
import io.weft.loop.Owner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Shows the failures of handlers in the cell that made the server: as failures of tasks that nobody awaits. Those of one kind are shown
/// once a second, since a server under load may fail in the same way thousands of times.
final class Complaints {

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_KINDS = 1000;

    private static final class Kind {
        long shownNanos;
        int left;
    }

    private final Loop loop;
    private final Owner owner;
    /// Guarded by this.
    private final Map<String, Kind> kinds = new HashMap<>();

    Complaints(Loop loop, Owner owner) {
        this.loop = loop;
        this.owner = owner;
    }

    void failed(Request request, Throwable failure) {
        var name = request.toString();
        int left = toShow(request.method() + failure.getClass().getName() + place(failure));
        if (left < 0) {
            return;
        }
        var task = left == 0 ? name : name + " (and " + left + " more like it)";
        if (owner == null) {
            loop.spawn(task, () -> rethrow(failure));
        } else {
            loop.spawn(task, owner, () -> rethrow(failure));
        }
    }

    private static Void rethrow(Throwable failure) throws Exception {
        switch (failure) {
            case Error error -> throw error;
            case Exception exception -> throw exception;
            default -> throw new IllegalStateException(failure);
        }
    }

    private static String place(Throwable failure) {
        var stack = failure.getStackTrace();
        return stack.length == 0 ? "" : stack[0].toString();
    }

    /// How many of the kind were left out since the last; negative if this one is to be left out too.
    private synchronized int toShow(String what) {
        long now = System.nanoTime();
        if (kinds.size() > MOST_KINDS) {
            kinds.clear();
        }
        var kind = kinds.get(what);
        if (kind == null) {
            kind = new Kind();
            kinds.put(what, kind);
        } else if (now - kind.shownNanos < PAUSE_NANOS) {
            kind.left++;
            return -1;
        }
        int left = kind.left;
        kind.left = 0;
        kind.shownNanos = now;
        return left;
    }
}
