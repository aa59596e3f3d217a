package io.weft.http.server;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// A WebSocket of a shown page. The server's messages are asked for as the page takes them.
final class TunnelledSocket implements Tunnelled, WebSocket.Listener {

    private static final int GONE = 1006;

    private final TunnelledOut page;
    private final HttpClient client;
    /// The messages that are not whole yet; the client's thread only, one call after another.
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    /// Sends one message after another, as the client wants it; the tunnel's thread only.
    private CompletableFuture<WebSocket> sending;

    private TunnelledSocket(PageServer server, URI url, TunnelledOut page) {
        this.page = page;
        var builder = HttpClient.newBuilder();
        if (server.tls() != null) {
            builder.sslContext(server.tls());
        }
        this.client = builder.build();
        this.sending = client.newWebSocketBuilder().buildAsync(url, this);
        sending.exceptionally(failure -> {
            closed(GONE, String.valueOf(failure.getMessage()));
            return null;
        });
    }

    /// Returns at once.
    static Tunnelled open(PageServer server, String path, TunnelledOut page) {
        return new TunnelledSocket(server, URI.create(server.at(path).toString().replaceFirst("^http", "ws")), page);
    }

    @Override
    public void onOpen(WebSocket socket) {
        page.say("open");
        socket.request(WINDOW);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            page.say("message", "text", text.toString());
            text.setLength(0);
        } else {
            socket.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        var copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
        if (last) {
            page.say("message", "data", Base64.getEncoder().encodeToString(bytes.toByteArray()));
            bytes.reset();
        } else {
            socket.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        closed(GONE, String.valueOf(failure.getMessage()));
    }

    private void closed(int code, String reason) {
        var message = page.message("closed");
        message.addProperty("code", code);
        message.addProperty("reason", reason);
        page.say(message);
        client.shutdownNow();
    }

    @Override
    public void said(JsonObject message) {
        if (message.has("n")) {
            long n = message.get("n").getAsLong();
            sending.thenAccept(socket -> socket.request(n));
        } else if (message.has("text")) {
            var whole = message.get("text").getAsString();
            send(socket -> socket.sendText(whole, true));
        } else if (message.has("data")) {
            var whole = Base64.getDecoder().decode(message.get("data").getAsString());
            send(socket -> socket.sendBinary(ByteBuffer.wrap(whole), true));
        } else if (message.has("code")) {
            int code = message.get("code").getAsInt();
            var reason = PageTunnel.text(message, "reason");
            send(socket -> socket.sendClose(code, reason));
        }
    }

    private void send(Function<WebSocket, CompletableFuture<WebSocket>> what) {
        sending = sending.thenCompose(what);
    }

    /// After what was said last; a server that does not answer a close is left.
    @Override
    public void end() {
        sending.whenComplete((socket, _) -> {
            if (socket != null && !socket.isOutputClosed()) {
                socket.abort();
            }
        });
        client.shutdown();
    }
}
