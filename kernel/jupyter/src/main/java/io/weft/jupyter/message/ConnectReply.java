package io.weft.jupyter.message;

/// The ports of the kernel's sockets.
public record ConnectReply(int shellPort, int iopubPort, int stdinPort, int controlPort,
        int hbPort) implements Reply {

    @Override
    public String msgType() {
        return "connect_reply";
    }
}
