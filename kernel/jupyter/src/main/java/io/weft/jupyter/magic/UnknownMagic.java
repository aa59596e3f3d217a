package io.weft.jupyter.magic;

/// A cell names a magic that there is not, or at a place where it cannot stand.
public final class UnknownMagic extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownMagic(String message) {
        super(message);
    }
}
