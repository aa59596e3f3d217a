package io.weft.http.socket;

import io.weft.loop.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A UDP socket: datagrams, which may get lost. A task that waits for one lets the others run; cancelling it closes the socket.
public final class UdpSocket implements Resource {

    private static final int LARGEST = 65_507;

    private final DatagramSocket socket;

    private UdpSocket(DatagramSocket socket) {
        this.socket = socket;
    }

    /// Opens a socket; see `udp(port)`.
    ///
    /// @param host the address or name of the interface
    /// @param port its port; 0 for a free one
    /// @return the socket
    /// @throws UncheckedIOException if the port cannot be had
    public static UdpSocket open(String host, int port) {
        try {
            return new UdpSocket(new DatagramSocket(new InetSocketAddress(host, port)));
        } catch (SocketException e) {
            throw new UncheckedIOException("UDP port " + port + " of " + host + " cannot be had (" + e.getMessage()
                    + "): take port 0 for a free one.", e);
        }
    }

    /// Sends a datagram.
    ///
    /// @param host to whom
    /// @param port the port there
    /// @param data a text or bytes, at most 65,507 of them
    public void send(String host, int port, Object data) {
        send(new InetSocketAddress(host, port), data);
    }

    /// Answers a datagram.
    ///
    /// @param datagram what came
    /// @param data     a text or bytes
    public void reply(Datagram datagram, Object data) {
        send(datagram.sender(), data);
    }

    private void send(InetSocketAddress to, Object data) {
        byte[] bytes = data instanceof byte[] given ? given : data.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("A datagram of " + bytes.length + " bytes: UDP carries " + LARGEST
                    + " at most; send several, or use TCP.");
        }
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException("No datagram to " + to + ": " + e.getMessage() + ".", e);
        }
    }

    /// Waits for a datagram.
    ///
    /// @return the next one
    /// @throws UncheckedIOException if the socket is closed
    public Datagram receive() {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            socket.receive(packet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Datagram(Arrays.copyOf(packet.getData(), packet.getLength()),
                (InetSocketAddress) packet.getSocketAddress());
    }

    /// {@return the port}
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public String describe() {
        return "the UDP socket on port " + port();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public String toString() {
        return isClosed() ? "UDP socket (closed)" : "UDP socket on port " + port();
    }
}
