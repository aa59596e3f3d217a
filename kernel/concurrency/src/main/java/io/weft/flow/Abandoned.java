package io.weft.flow;

import java.lang.ref.Cleaner;

/// Ends bodies that nobody can ask for a value any more, so that a loop which is left early leaves no task behind.
final class Abandoned {

    private static final Cleaner CLEANER = Cleaner
            .create(Thread.ofPlatform().daemon().name("weft generators").factory());

    private Abandoned() {}

    /// Cancels the exchange's body when the holder is garbage. The exchange must not refer to the holder.
    static void watch(Object holder, Exchange<?, ?> exchange) {
        CLEANER.register(holder, () -> exchange.stop("Nobody holds the " + exchange + " any more."));
    }
}
