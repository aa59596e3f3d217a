package io.weft.jupyter.message;

/// A request lacks a field, or a field has a wrong type. The message is one sentence for whoever wrote the client.
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
