package io.weft.jupyter.wire;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.gson.JsonObject;

import io.weft.jupyter.message.Header;
import io.weft.jupyter.message.Json;
import io.weft.jupyter.message.Message;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A Jupyter client on real sockets. Its sockets belong to the thread that made it.
final class WireClient implements AutoCloseable {
    static final String KEY = "a key";
    private static final int TIMEOUT_MILLIS = 20_000;

    private final ZMQ.Context context = ZMQ.context(1);
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final ZMQ.Socket heartbeat = create(SocketType.REQ);
    private final List<TcpDoor> doors = new ArrayList<>();
    private final MessageCodec codec;

    WireClient(ConnectionInfo info) throws IOException {
        codec = new MessageCodec(new Signer(info.signatureScheme(), info.key()));
        byte[] identity = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        for (Channel channel : Channel.values()) {
            ZMQ.Socket socket = create(channel == Channel.IOPUB ? SocketType.SUB : SocketType.DEALER);
            if (channel == Channel.IOPUB) {
                socket.setRcvHWM(0);
                socket.subscribe("");
            } else {
                socket.setIdentity(identity);
            }
            socket.connect(endpoint(info, info.port(channel)));
            sockets.put(channel, socket);
        }
        heartbeat.connect(endpoint(info, info.hbPort()));
    }

    /// TCP on ports that were free a moment ago.
    static ConnectionInfo tcp() throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        int[] ports = taken.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        for (ServerSocket socket : taken) {
            socket.close();
        }
        return new ConnectionInfo(ConnectionInfo.Protocol.TCP, "127.0.0.1", ports[0], ports[1], ports[2], ports[3],
                ports[4], "hmac-sha256", KEY);
    }

    static ConnectionInfo ipc(Path folder) {
        return new ConnectionInfo(ConnectionInfo.Protocol.IPC, folder.resolve("k").toString(), 1, 2, 3, 4, 5,
                "hmac-sha256", KEY);
    }

    static Message message(String type, String text) {
        JsonObject header = new JsonObject();
        header.addProperty("msg_id", UUID.randomUUID().toString());
        header.addProperty("msg_type", type);
        header.addProperty("session", "client");
        JsonObject content = new JsonObject();
        content.addProperty("text", text);
        return new Message(List.of(), Header.parse(header), new JsonObject(), new JsonObject(), content, List.of());
    }

    static String text(Message message) {
        return message.content().get("text").getAsString();
    }

    List<byte[]> frames(Message message) {
        return codec.encode(message);
    }

    void send(Channel channel, Message message) {
        sendFrames(channel, frames(message));
    }

    void sendFrames(Channel channel, List<byte[]> frames) {
        write(sockets.get(channel), frames);
    }

    Message receive(Channel channel) {
        Message message = codec.decode(read(sockets.get(channel)));
        Json.bytes(message.content());
        return message;
    }

    List<byte[]> beat(List<byte[]> frames) {
        write(heartbeat, frames);
        return read(heartbeat);
    }

    @Override
    public void close() {
        sockets.values().forEach(ZMQ.Socket::close);
        heartbeat.close();
        context.term();
        doors.forEach(TcpDoor::close);
    }

    private String endpoint(ConnectionInfo info, int port) throws IOException {
        if (info.transport() == ConnectionInfo.Protocol.TCP) {
            return info.endpoint(port);
        }
        TcpDoor door = new TcpDoor(info.path(port));
        doors.add(door);
        return "tcp://127.0.0.1:" + door.port();
    }

    private ZMQ.Socket create(SocketType type) {
        ZMQ.Socket socket = context.socket(type);
        socket.setReceiveTimeOut(TIMEOUT_MILLIS);
        socket.setLinger(0);
        return socket;
    }

    private static void write(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private static List<byte[]> read(ZMQ.Socket socket) {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            assertNotNull(frame, "nothing came within " + TIMEOUT_MILLIS + " ms");
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return frames;
    }
}
