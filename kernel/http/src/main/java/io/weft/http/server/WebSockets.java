package io.weft.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.HttpPrologue;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.weft.loop.Loop;
import io.weft.loop.Owner;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.HandshakeImpl1Server;
import org.java_websocket.protocols.Protocol;

/// Makes WebSockets of requests that ask for one. The frames are Java-WebSocket's work, the connection is the server's.
final class WebSockets implements Http1Upgrader {

    private static final String METHOD = "SOCKET";

    private final Routes<WebSocketHandler> routes = new Routes<>();
    private final Loop loop;
    private final Owner owner;
    private final long mostBytes;
    private final Complaints complaints;
    private final Set<WebSocketTalk> open = ConcurrentHashMap.newKeySet();

    WebSockets(Loop loop, Owner owner, long mostBytes) {
        this.loop = loop;
        this.owner = owner;
        this.mostBytes = Math.min(mostBytes, Integer.MAX_VALUE - Long.BYTES);
        this.complaints = new Complaints(loop, owner);
    }

    void put(Pattern pattern, WebSocketHandler handler) {
        routes.put(METHOD, pattern, handler);
    }

    void clear() {
        routes.clear();
    }

    int open() {
        return open.size();
    }

    List<String> patterns() {
        return routes.all().stream().map(route -> route.pattern().text()).toList();
    }

    @Override
    public String supportedProtocol() {
        return "websocket";
    }

    /// Null, which has the request answered like others, if it is none for a WebSocket.
    @Override
    public ServerConnection upgrade(ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        var found = routes.find(METHOD, prologue.uriPath().rawPathNoParams());
        if (found.handler() == null || !prologue.method().text().equals("GET")) {
            return null;
        }
        var draft = new Draft_6455(List.of(), List.of(new Protocol("")), (int) mostBytes);
        draft.setParseMode(Role.SERVER);
        if (!shakeHands(context, draft, prologue, headers)) {
            return null;
        }
        var request = new Request(prologue, ServerRequestHeaders.create(headers), InputStream::nullInputStream,
                context::remotePeer, context.isSecure(), found.values());
        return new WebSocketTalk(this, (Connection) context, new WebSocketSession(request, draft, context.dataWriter()),
                draft, found.handler());
    }

    private static boolean shakeHands(ConnectionContext context, Draft_6455 draft, HttpPrologue prologue,
            WritableHeaders<?> headers) {
        var asked = new HandshakeImpl1Client();
        asked.setResourceDescriptor(prologue.uriPath().rawPath());
        for (Header header : headers) {
            asked.put(header.name(), header.values());
        }
        try {
            if (!asked.hasFieldValue("Sec-WebSocket-Key")
                    || draft.acceptHandshakeAsServer(asked) != HandshakeState.MATCHED) {
                return false;
            }
            var answer = draft.postProcessHandshakeResponseAsServer(asked, new HandshakeImpl1Server());
            for (var bytes : draft.createHandshake(answer)) {
                context.dataWriter().writeNow(BufferData.create(bytes.array(), 0, bytes.limit()));
            }
            return true;
        } catch (InvalidHandshakeException e) {
            System.getLogger(WebSockets.class.getName()).log(System.Logger.Level.DEBUG, "no WebSocket", e);
            return false;
        }
    }

    Loop loop() {
        return loop;
    }

    Owner owner() {
        return owner;
    }

    long mostBytes() {
        return mostBytes;
    }

    Complaints complaints() {
        return complaints;
    }

    void opened(WebSocketTalk talk) {
        open.add(talk);
    }

    void closed(WebSocketTalk talk) {
        open.remove(talk);
    }
}
