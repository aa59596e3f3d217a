package io.weft.jupyter.history;

/// The history's file cannot be used; the message says why and what to do, in a sentence.
final class HistoryUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    HistoryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
