package io.weft.http.server;

import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.context.Context;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.Routing;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What Helidon needs to speak HTTP on a connection that is accepted here. Its own listener is not used: it starts threads and timers that
/// outlive the server, and cannot say that a client went away.
final class Engine implements ListenerContext, Router {

    private final ListenerConfig config;
    private final Http1ConnectionSelector http1;
    private final HttpRouting routing;
    private final Context context = Context.create();
    private final MediaContext media = MediaContext.builder().mediaSupportsDiscoverServices(false).build();
    private final ContentEncodingContext encoding = ContentEncodingContext.builder()
            .contentEncodingsDiscoverServices(false)
            .build();
    private final DirectHandlers errors = Errors.direct();

    Engine(ServerOptions options, HttpRouting routing, Http1Upgrader webSocket) {
        this.routing = routing;
        this.config = ListenerConfig.builder()
                .protocolsDiscoverServices(false)
                .maxPayloadSize(options.bodyLimit())
                .concurrencyLimit(FixedLimit.create())
                .directHandlers(errors)
                .buildPrototype();
        this.http1 = Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxHeadersSize(options.headLimit())
                        .maxPrologueLength(Math.min(options.headLimit(), 8 << 10))
                        .validateResponseHeaders(false)
                        .buildPrototype())
                .addUpgrader(webSocket)
                .build();
    }

    /// HTTP on a connection.
    ServerConnection speak(Connection connection) {
        return http1.connection(connection);
    }

    @Override
    public <T extends Routing> T routing(Class<T> type, T other) {
        return type.isInstance(routing) ? type.cast(routing) : other;
    }

    @Override
    public List<? extends Routing> routings() {
        return List.of(routing);
    }

    @Override
    public void beforeStart() {}

    @Override
    public void afterStart(WebServer server) {}

    @Override
    public void afterStop() {}

    @Override
    public Context context() {
        return context;
    }

    @Override
    public MediaContext mediaContext() {
        return media;
    }

    @Override
    public ContentEncodingContext contentEncodingContext() {
        return encoding;
    }

    @Override
    public DirectHandlers directHandlers() {
        return errors;
    }

    @Override
    public ListenerConfig config() {
        return config;
    }

    /// For asynchronous writes, which are not asked for.
    @Override
    public ExecutorService executor() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }
}
