package io.weft.jupyter.wire;

import java.util.List;

/// A message that waits for the transport's thread, signed and serialized by the thread that sent it.
record Outgoing(Channel channel, List<byte[]> frames) {}
