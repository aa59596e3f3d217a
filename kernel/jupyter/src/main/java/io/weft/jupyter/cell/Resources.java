package io.weft.jupyter.cell;

import com.sun.net.httpserver.HttpServer;
import io.weft.loop.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;

/// The things of this library and of the JDK that go on until they are closed.
final class Resources {

    private Resources() {}

    /// What a variable holds, seen as a resource.
    ///
    /// @param identity the object itself
    record Found(Object identity, Resource resource) {}

    static Optional<Found> of(Object value) {
        return value == null ? Optional.empty() : Optional.ofNullable(adapt(value)).map(r -> new Found(value, r));
    }

    // Asked for each variable after each snippet: plain tests, which load nothing that is not there.
    private static Resource adapt(Object value) {
        if (value instanceof Resource resource) {
            return resource;
        }
        if (value instanceof Process process) {
            return new Started(process);
        }
        if (value instanceof ExecutorService executor) {
            return value == ForkJoinPool.commonPool() ? null : new Executor(executor);
        }
        if (value instanceof ServerSocket socket) {
            return new Port(socket);
        }
        boolean web = "jdk.httpserver".equals(value.getClass().getModule().getName());
        return web && value instanceof HttpServer server ? new Web(server) : null;
    }

    private record Started(Process process) implements Resource {
        @Override
        public String describe() {
            return "the process " + process.pid();
        }

        @Override
        public boolean isClosed() {
            return !process.isAlive();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private record Port(ServerSocket socket) implements Resource {
        @Override
        public String describe() {
            return "the server socket on port " + socket.getLocalPort();
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
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The JDK's server cannot be asked whether it was stopped; a second stop does nothing.
    private record Web(HttpServer server) implements Resource {
        @Override
        public String describe() {
            return "the HTTP server on port " + server.getAddress().getPort();
        }

        @Override
        public boolean isClosed() {
            return server.getAddress() == null;
        }

        @Override
        public boolean isExclusive() {
            return true;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /// Jobs that it was given go on, as with any executor that is shut down.
    private record Executor(ExecutorService executor) implements Resource {
        @Override
        public String describe() {
            return "the executor";
        }

        @Override
        public boolean isClosed() {
            return executor.isShutdown();
        }

        @Override
        public void close() {
            executor.close();
        }

        @Override
        public void closeNow() {
            executor.shutdown();
        }
    }
}
