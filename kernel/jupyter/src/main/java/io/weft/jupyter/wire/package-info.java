/// The kernel's five ZeroMQ sockets: frames come in and become messages, messages go out and become frames.
/// [Transport] is the only type that threads of the kernel talk to.
package io.weft.jupyter.wire;
