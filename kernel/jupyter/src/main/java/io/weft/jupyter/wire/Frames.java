package io.weft.jupyter.wire;

import org.zeromq.ZMQ;

import java.util.ArrayList;
import java.util.List;

/// Whole messages of raw frames, to and from a socket, without waiting. Called by the socket's owner only.
final class Frames {
    private Frames() {}

    /// The frames of one message, none if there is no message. A message has come as a whole or not at all.
    static List<byte[]> receive(ZMQ.Socket socket) {
        byte[] frame = socket.recv(ZMQ.DONTWAIT);
        if (frame == null) {
            return List.of();
        }
        List<byte[]> frames = new ArrayList<>();
        frames.add(frame);
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return frames;
    }

    static void send(ZMQ.Socket socket, List<byte[]> frames) {
        int last = frames.size() - 1;
        for (int i = 0; i < last; i++) {
            socket.send(frames.get(i), ZMQ.SNDMORE | ZMQ.DONTWAIT);
        }
        socket.send(frames.get(last), ZMQ.DONTWAIT);
    }
}
