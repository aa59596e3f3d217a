package io.weft.jupyter.wire;

/// The connection file cannot be used. The message is one sentence that names the file, the field and the repair.
public final class ConnectionFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectionFileException(String message) {
        super(message);
    }
}
