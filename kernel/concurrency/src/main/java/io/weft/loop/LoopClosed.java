package io.weft.loop;

/// A loop was asked for something after it was closed.
public final class LoopClosed extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    LoopClosed(String loop) {
        super("Loop '" + loop + "' is closed and runs nothing any more: start a new one with Loop.start(name).");
    }
}
