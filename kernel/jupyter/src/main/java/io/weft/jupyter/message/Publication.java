package io.weft.jupyter.message;

/// What the kernel tells all its clients.
public sealed interface Publication extends MessageContent permits Status, ExecuteInput, Stream, DisplayData,
        UpdateDisplayData, ExecuteResult, ErrorOutput, ClearOutput, IopubWelcome, CommOpen, CommMsg, CommClose {

    /// The topic that subscribers can filter by. Frontends subscribe to all; the form is the usual one of kernels.
    default String topic(String session) {
        return "kernel." + session + "." + msgType();
    }
}
