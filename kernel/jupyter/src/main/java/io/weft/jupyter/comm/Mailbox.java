package io.weft.jupyter.comm;

import io.weft.jupyter.output.CellPlace;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;

/// Hands what comes over a comm to its handler, in order and one at a time, each in a task of its own. What comes before there is a
/// handler waits for it.
///
/// @param <T> what comes
final class Mailbox<T> {

    private static final System.Logger LOG = System.getLogger(Mailbox.class.getName());
    private static final int CAPACITY = 10_000;

    private final String name;
    private final CellPlace place;
    // All guarded by this.
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private CommHandler<? super T> handler;
    private boolean handling;

    Mailbox(String name, CellPlace place) {
        this.name = name;
        this.place = place;
    }

    void handler(CommHandler<? super T> newHandler) {
        synchronized (this) {
            handler = newHandler;
        }
        handleNext();
    }

    void add(T item) {
        synchronized (this) {
            if (waiting.size() == CAPACITY) {
                LOG.log(Level.WARNING,
                        name + " has " + CAPACITY + " messages that nobody took; the oldest is dropped.");
                waiting.remove();
            }
            waiting.add(item);
        }
        handleNext();
    }

    private void handleNext() {
        T item;
        CommHandler<? super T> by;
        synchronized (this) {
            if (handling || handler == null || waiting.isEmpty()) {
                return;
            }
            handling = true;
            item = waiting.remove();
            by = handler;
        }
        place.start(name, () -> by.handle(item)).onDone(_ -> {
            synchronized (this) {
                handling = false;
            }
            handleNext();
        });
    }
}
