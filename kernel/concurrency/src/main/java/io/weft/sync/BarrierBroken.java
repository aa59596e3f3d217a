package io.weft.sync;

/// A barrier was aborted or reset, so that those who wait there will not meet.
public final class BarrierBroken extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    BarrierBroken(String message) {
        super(message);
    }
}
