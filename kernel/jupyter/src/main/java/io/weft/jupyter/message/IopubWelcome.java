package io.weft.jupyter.message;

/// Tells a new subscriber that its subscription works, so that it knows from when on it misses nothing.
public record IopubWelcome(String subscription) implements Publication {

    @Override
    public String msgType() {
        return "iopub_welcome";
    }

    /// The topic is the subscription itself, so that it reaches those who have just asked for it.
    @Override
    public String topic(String session) {
        return subscription;
    }
}
