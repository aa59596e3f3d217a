package io.weft.jupyter.wire;

import java.nio.file.Path;

/// Where the kernel listens and how it signs, as the client that starts it has written down.
///
/// @param ip an address, or for [Protocol#IPC] the beginning of the sockets' paths
/// @param key empty if messages are not signed
public record ConnectionInfo(Protocol transport, String ip, int shellPort, int controlPort, int stdinPort,
  int iopubPort, int hbPort, String signatureScheme, String key) {

    /// How clients connect.
    public enum Protocol {
        /// By TCP.
        TCP,
        /// By Unix domain sockets.
        IPC
    }

    /// Reads a connection file.
    ///
    /// @throws ConnectionFileException if the file cannot be read or a field is missing or wrong
    public static ConnectionInfo read(Path file) {
        ConnectionFile fields = ConnectionFile.load(file);
        Protocol transport = fields.transport();
        return new ConnectionInfo(transport, fields.text("ip"), fields.port("shell_port", transport),
          fields.port("control_port", transport), fields.port("stdin_port", transport),
          fields.port("iopub_port", transport), fields.port("hb_port", transport), fields.signatureScheme(),
          fields.key());
    }

    /// Leaves the key out.
    @Override
    public String toString() {
        return "ConnectionInfo[" + endpoint(shellPort) + ", " + signatureScheme + "]";
    }

    int port(Channel channel) {
        return switch (channel) {
            case SHELL -> shellPort;
            case CONTROL -> controlPort;
            case STDIN -> stdinPort;
            case IOPUB -> iopubPort;
        };
    }

    String endpoint(int port) {
        return switch (transport) {
            case TCP -> "tcp://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
            case IPC -> "ipc://" + path(port);
        };
    }

    Path path(int port) {
        return Path.of(ip + "-" + port);
    }
}
