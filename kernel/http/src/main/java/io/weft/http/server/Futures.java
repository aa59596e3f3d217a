package io.weft.http.server;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Handlers may answer with a future.
final class Futures {

    private Futures() {}

    static Object settled(Object value) throws Exception {
        if (!(value instanceof Future<?> future)) {
            return value;
        }
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
