package io.weft.shared;

/// A queue between processes, or a pipe, is closed: nothing more can be put, or nothing is left to get.
public final class ShutDown extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ShutDown(String message) {
        super(message);
    }
}
