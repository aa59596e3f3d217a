package io.weft.jupyter.wire;

/// The sockets that carry messages. The heartbeat carries none: the transport answers it alone.
public enum Channel {
    /// Requests, one after the other.
    SHELL,
    /// Requests that do not wait behind those on the shell, such as interrupts.
    CONTROL,
    /// The kernel's questions to a client, and its answers.
    STDIN,
    /// What the kernel tells all its clients.
    IOPUB
}
