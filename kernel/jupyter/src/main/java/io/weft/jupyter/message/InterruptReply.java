package io.weft.jupyter.message;

/// The interrupt was passed on to what runs.
public record InterruptReply() implements Reply {

    @Override
    public String msgType() {
        return "interrupt_reply";
    }
}
