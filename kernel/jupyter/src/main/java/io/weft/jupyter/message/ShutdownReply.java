package io.weft.jupyter.message;

/// The kernel ends now; `restart` repeats the request's.
public record ShutdownReply(boolean restart) implements Reply {

    @Override
    public String msgType() {
        return "shutdown_reply";
    }
}
