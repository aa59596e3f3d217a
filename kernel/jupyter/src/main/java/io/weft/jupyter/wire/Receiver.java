package io.weft.jupyter.wire;

import io.weft.jupyter.message.Message;

/// Takes what comes in, on the transport's thread: nothing is received or sent until it returns, so it must not block.
/// What it throws is logged, and the next message comes as if nothing had happened.
@FunctionalInterface
public interface Receiver {

    /// A message came whose signature and form are right.
    void received(Channel channel, Message message);

    /// A client subscribed to the topics that begin like this; usually it is empty, which means all.
    default void subscribed(String topic) {}
}
