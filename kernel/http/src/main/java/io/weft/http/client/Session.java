package io.weft.http.client;

import io.weft.loop.Limit;
import io.weft.loop.Mapping;
import io.weft.loop.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;

/// Fetches over connections that it keeps: a task that waits for an answer lets the others of its loop run. For tasks and threads
/// alike, many at a time.
///
/// ```java
/// try (var web = session()) {
///     println(map(urls, url -> web.get(url).text().length(), limit(10)));
/// }
/// ```
public final class Session implements Resource {

    /// How many connections a session has at the moment.
    ///
    /// @param busy    with requests on them
    /// @param free    kept for the next request
    /// @param waiting requests that wait for one
    public record Connections(int busy, int free, int waiting) {}

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String name = "session-" + NUMBERS.incrementAndGet();
    private final SessionOptions options;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final RateGate gate;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Session(SessionOptions options) {
        this.options = options;
        this.connections = Clients.connections(options);
        this.client = Clients.client(options, connections);
        this.gate = new RateGate(options.rate());
    }

    /// {@return a new session} Nothing is connected yet.
    ///
    /// @param options how it fetches
    public static Session open(SessionOptions options) {
        return new Session(options);
    }

    /// Gets what is at an address; see [FetchRequest#send()].
    ///
    /// @param url where
    /// @return the answer, whatever its status
    public Response get(String url) {
        return request("GET", url).send();
    }

    /// Asks for the head of what is at an address; see [FetchRequest#send()].
    ///
    /// @param url where
    /// @return the answer, without a body
    public Response head(String url) {
        return request("HEAD", url).send();
    }

    /// Sends a value as JSON; see [FetchRequest#send()].
    ///
    /// @param url   where
    /// @param value a record, collection, map, text, number...
    /// @return the answer, whatever its status
    public Response post(String url, Object value) {
        return request("POST", url).json(value).send();
    }

    /// Sends a value as JSON in place of what is there; see [FetchRequest#send()].
    ///
    /// @param url   where
    /// @param value a record, collection, map, text, number...
    /// @return the answer, whatever its status
    public Response put(String url, Object value) {
        return request("PUT", url).json(value).send();
    }

    /// Sends the fields of a form; see [FetchRequest#send()].
    ///
    /// @param url    where
    /// @param fields by name
    /// @return the answer, whatever its status
    public Response postForm(String url, Map<String, ?> fields) {
        return request("POST", url).form(fields).send();
    }

    /// Deletes what is at an address; see [FetchRequest#send()].
    ///
    /// @param url where
    /// @return the answer, whatever its status
    public Response delete(String url) {
        return request("DELETE", url).send();
    }

    /// Begins a request of any kind.
    ///
    /// @param method for example `PATCH`
    /// @param url    where
    /// @return the request, to be completed and sent
    /// @throws IllegalArgumentException if the address is none
    /// @throws SessionClosed            if the session is closed
    public FetchRequest request(String method, String url) {
        checkOpen();
        return new FetchRequest(this, method, Urls.resolve(options.base(), url), options);
    }

    /// Downloads to a file; see [FetchRequest#download(Path)].
    ///
    /// @param url  where from
    /// @param file where to
    /// @return the file
    public Path download(String url, Path file) {
        return request("GET", url).download(file);
    }

    /// Gets many addresses, so many at a time. The first failure ends all; a status of 400 or more is none.
    ///
    /// @param urls  where
    /// @param limit how many at a time
    /// @return the answers, in the order of the addresses
    /// @throws IllegalStateException outside a task
    public List<Response> all(Iterable<String> urls, Limit limit) {
        return Mapping.map(urls, this::get, limit);
    }

    /// {@return how many connections there are at the moment}
    public Connections connections() {
        var stats = connections.getTotalStats();
        return new Connections(stats.getLeased(), stats.getAvailable(), stats.getPending());
    }

    Exchange exchange(FetchRequest request) {
        checkOpen();
        var failures = new FetchFailures(request.method(), request.uri(), request.options(), closed::get, describe());
        return new Exchange(client, gate, request, failures);
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new SessionClosed(describe());
        }
    }

    @Override
    public String describe() {
        return "the HTTP session '" + name + "'";
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    /// Closes all connections; requests under way fail with [SessionClosed].
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            client.close(CloseMode.IMMEDIATE);
        }
    }

    @Override
    public String toString() {
        var now = connections();
        return name + (isClosed()
                ? ", closed"
                : ": " + now.busy() + " busy, " + now.free() + " free, " + now.waiting()
                        + " waiting");
    }
}
