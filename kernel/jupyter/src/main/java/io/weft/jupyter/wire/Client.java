package io.weft.jupyter.wire;

import com.google.gson.JsonObject;
import io.weft.jupyter.message.Header;
import io.weft.jupyter.message.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/// A client of a kernel over TCP, with the channels that a run without questions needs. Its sockets belong to the thread
/// that made it.
public final class Client implements AutoCloseable {
    private final ZMQ.Context context = ZMQ.context(1);
    private final String session = UUID.randomUUID().toString();
    private final MessageCodec codec;
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket iopub;

    /// Connects; the kernel may be there already or come later.
    public Client(ConnectionInfo info, Duration timeout) {
        codec = new MessageCodec(new Signer(info.signatureScheme(), info.key()));
        shell = connect(SocketType.DEALER, info.endpoint(info.shellPort()), timeout);
        control = connect(SocketType.DEALER, info.endpoint(info.controlPort()), timeout);
        iopub = connect(SocketType.SUB, info.endpoint(info.iopubPort()), timeout);
        iopub.subscribe("");
    }

    /// Ports of the loopback address that were free a moment ago, and a new key.
    public static ConnectionInfo freePorts() throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            int[] ports = taken.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            String ip = taken.getFirst().getInetAddress().getHostAddress();
            return new ConnectionInfo(ConnectionInfo.Protocol.TCP, ip, ports[0], ports[1], ports[2], ports[3], ports[4],
                    "hmac-sha256", UUID.randomUUID().toString());
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
    }

    /// Sends a request and waits for its reply.
    ///
    /// @throws IOException if none comes in time
    public Message ask(Channel channel, String type, JsonObject content) throws IOException {
        ZMQ.Socket socket = channel == Channel.CONTROL ? control : shell;
        Header header = header(type);
        Frames.send(socket, codec.encode(new Message(List.of(), header, new JsonObject(), new JsonObject(), content,
                List.of())));
        while (true) {
            Message reply = receive(socket, "reply to " + type);
            if (reply.parentHeader().get("msg_id").getAsString().equals(header.msgId())) {
                return reply;
            }
        }
    }

    /// Takes what the kernel has published, without waiting.
    public List<Message> published() {
        List<Message> messages = new ArrayList<>();
        while (true) {
            List<byte[]> frames = Frames.receive(iopub);
            if (frames.isEmpty()) {
                return messages;
            }
            messages.add(codec.decode(frames));
        }
    }

    @Override
    public void close() {
        for (ZMQ.Socket socket : List.of(shell, control, iopub)) {
            socket.close();
        }
        context.term();
    }

    private Message receive(ZMQ.Socket socket, String what) throws IOException {
        byte[] first = socket.recv();
        if (first == null) {
            throw new IOException("no " + what + " came in time");
        }
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return codec.decode(frames);
    }

    private Header header(String type) {
        JsonObject json = new JsonObject();
        json.addProperty("msg_id", UUID.randomUUID().toString());
        json.addProperty("msg_type", type);
        json.addProperty("session", session);
        json.addProperty("username", "client");
        json.addProperty("version", Header.PROTOCOL_VERSION);
        return Header.parse(json);
    }

    private ZMQ.Socket connect(SocketType type, String endpoint, Duration timeout) {
        ZMQ.Socket socket = context.socket(type);
        socket.setReceiveTimeOut((int) timeout.toMillis());
        socket.setLinger(0);
        if (type == SocketType.DEALER) {
            socket.setIdentity(session.getBytes(StandardCharsets.UTF_8));
        }
        socket.connect(endpoint);
        return socket;
    }
}
