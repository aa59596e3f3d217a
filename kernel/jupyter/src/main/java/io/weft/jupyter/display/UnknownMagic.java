package io.weft.jupyter.display;

/// A cell names a magic that is not registered.
public final class UnknownMagic extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownMagic(String message) {
        super(message);
    }
}
