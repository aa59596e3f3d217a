package io.weft.http.server;

import io.weft.exec.Offload;
import io.weft.loop.Loop;
import io.weft.loop.Owner;
import io.weft.http.client.Session;
import io.weft.http.client.SessionOptions;
import io.weft.loop.Resource;
import io.weft.view.View;
import io.weft.view.Viewable;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;

/// A web server whose handlers are tasks of the loop: they wait, use the primitives and the fetcher, and meanwhile others run. They
/// belong to the cell that made the server, so what they print shows there, and they go on when later cells are interrupted.
///
/// ```java
/// var app = server();
/// app.get("/hello/{name}", request -> html("<h1>hello, %s!</h1>".formatted(request.path("name"))));
/// ```
///
/// A route that is defined again replaces the one before, while the server runs.
public final class WebApp implements Resource, Viewable {

    /// Answers an exception.
    ///
    /// @param <E> its type
    @FunctionalInterface
    public interface ErrorHandler<E> {

        /// Answers.
        ///
        /// @param failure what was thrown
        /// @param request whose handler threw it
        /// @return the answer; see [Handler#handle(Request)]
        /// @throws Exception makes the answer a 500
        Object answer(E failure, Request request) throws Exception;
    }

    /// Changes an answer.
    @FunctionalInterface
    public interface AnswerFilter {

        /// Changes it.
        ///
        /// @param request what was asked
        /// @param answer  what it would be answered
        /// @return the answer instead
        /// @throws Exception makes the answer an error
        Object change(Request request, Answer answer) throws Exception;
    }

    /// What a server has done and has to do.
    ///
    /// @param connections open at the moment
    /// @param requests    answered or under way since the start
    /// @param webSockets  open at the moment
    public record Load(int connections, long requests, int webSockets) {}

    private final ServerOptions options;
    private final Routes<Handler> routes = new Routes<>();
    private final Middleware middleware = new Middleware();
    private final WebSockets webSockets;
    private final Dispatch dispatch;
    private final Listener listener;
    private volatile boolean closed;

    private WebApp(ServerOptions options, Loop loop, Owner owner) {
        this.options = options;
        this.webSockets = new WebSockets(loop, owner, options.bodyLimit());
        this.dispatch = new Dispatch(routes, middleware, loop, owner);
        this.dispatch.offLoop = options.offLoop();
        this.listener = Listener.open(options, new Engine(options, dispatch, webSockets));
    }

    /// Starts a server for the current task's loop and owner.
    ///
    /// @param options how it serves
    /// @return the server, without routes
    /// @throws java.io.UncheckedIOException if its port cannot be had
    public static WebApp start(ServerOptions options) {
        var loop = Loop.current();
        var owner = Owner.current();
        return Offload.offload(() -> new WebApp(options, loop, owner));
    }

    /// Answers GET, and HEAD.
    ///
    /// @param pattern the path: `/users/{id}`, `/images/{name}.png`, and `*` at the end for all that follows
    /// @param handler answers
    /// @return this server
    public WebApp get(String pattern, Handler handler) {
        return route("GET", pattern, handler);
    }

    /// Answers POST; see [#get(String, Handler)].
    ///
    /// @param pattern the path
    /// @param handler answers
    /// @return this server
    public WebApp post(String pattern, Handler handler) {
        return route("POST", pattern, handler);
    }

    /// Answers PUT; see [#get(String, Handler)].
    ///
    /// @param pattern the path
    /// @param handler answers
    /// @return this server
    public WebApp put(String pattern, Handler handler) {
        return route("PUT", pattern, handler);
    }

    /// Answers PATCH; see [#get(String, Handler)].
    ///
    /// @param pattern the path
    /// @param handler answers
    /// @return this server
    public WebApp patch(String pattern, Handler handler) {
        return route("PATCH", pattern, handler);
    }

    /// Answers DELETE; see [#get(String, Handler)].
    ///
    /// @param pattern the path
    /// @param handler answers
    /// @return this server
    public WebApp delete(String pattern, Handler handler) {
        return route("DELETE", pattern, handler);
    }

    /// Answers a method, in place of the handler that the same method and pattern had.
    ///
    /// @param method  such as `GET`
    /// @param pattern the path; see [#get(String, Handler)]
    /// @param handler answers
    /// @return this server
    /// @throws IllegalArgumentException if the pattern is none
    public WebApp route(String method, String pattern, Handler handler) {
        checkOpen();
        routes.put(method.toUpperCase(Locale.ROOT), Pattern.of(pattern), handler);
        return this;
    }

    /// Takes a route away.
    ///
    /// @param method  such as `GET`
    /// @param pattern as it was given
    /// @return whether there was one
    public boolean removeRoute(String method, String pattern) {
        return routes.remove(method.toUpperCase(Locale.ROOT), Pattern.of(pattern));
    }

    /// Answers with the files of a folder; for a folder in it, with its `index.html`.
    ///
    /// @param prefix the path under which they are, such as `/static`
    /// @param folder where they are
    /// @return this server
    public WebApp folder(String prefix, Path folder) {
        var base = prefix.endsWith("/") ? prefix : prefix + "/";
        return get(base + Pattern.REST, new Folder(folder));
    }

    /// Talks WebSocket: the handler runs as one task for each socket, and the socket is closed when it ends.
    ///
    /// @param pattern the path; see [#get(String, Handler)]
    /// @param handler talks to one client
    /// @return this server
    public WebApp webSocket(String pattern, WebSocketHandler handler) {
        checkOpen();
        webSockets.put(Pattern.of(pattern), handler);
        return this;
    }

    /// Puts something around all handlers, in place of what had the name before. The first stands outermost.
    ///
    /// @param name   by which it can be replaced and removed
    /// @param around answers, mostly by calling what comes next
    /// @return this server
    public WebApp around(String name, Around around) {
        checkOpen();
        middleware.put(name, around);
        return this;
    }

    /// Looks at requests before their handlers do; see [#around(String, Around)].
    ///
    /// @param name    by which it can be replaced and removed
    /// @param handler gives null to go on, else the answer
    /// @return this server
    public WebApp before(String name, Handler handler) {
        return around(name, (request, next) -> {
            var answer = handler.handle(request);
            return answer == null ? next.handle(request) : answer;
        });
    }

    /// Looks at answers before they are sent; see [#around(String, Around)].
    ///
    /// @param name   by which it can be replaced and removed
    /// @param filter gives the answer that is sent
    /// @return this server
    public WebApp after(String name, AnswerFilter filter) {
        return around(name, (request, next) -> filter.change(request, next.handle(request)));
    }

    /// Takes away what stood around the handlers under a name.
    ///
    /// @param name that was given
    /// @return whether there was one
    public boolean removeAround(String name) {
        return middleware.remove(name);
    }

    /// Answers exceptions of a type; the nearest type counts.
    ///
    /// @param type    of the exception
    /// @param handler answers
    /// @param <E>     the type
    /// @return this server
    public <E extends Throwable> WebApp onError(Class<E> type, ErrorHandler<? super E> handler) {
        checkOpen();
        middleware.rescue(type, handler);
        return this;
    }

    /// Has handlers run beside the loop from now on, each on a virtual thread of its own and at the same time on all cores: for those
    /// that calculate. They share what they use as threads do.
    ///
    /// @return this server
    public WebApp handlersOff() {
        dispatch.offLoop = true;
        return this;
    }

    /// {@return the port}
    public int port() {
        return listener.port();
    }

    /// {@return the address of the server, without a slash at its end}
    public String url() {
        var host = switch (options.host()) {
            case "0.0.0.0", "::", "127.0.0.1" -> "localhost";
            case String name when name.contains(":") -> "[" + name + "]";
            case String name -> name;
        };
        return (options.tls() == null ? "http://" : "https://") + host + ":" + port();
    }

    /// {@return the address of a path of this server}
    ///
    /// @param path with its slash, and a query if need be
    public String url(String path) {
        return url() + (path.startsWith("/") ? path : "/" + path);
    }

    /// Fetches a page of this server, with its styles, scripts and pictures, to be shown in the notebook also where the browser cannot
    /// reach the server. What the page then does with `fetch`, `EventSource`, `WebSocket`, links and forms goes over the kernel, too.
    /// As the value of `live` it is fetched again and again.
    ///
    /// @param path with its slash, and a query if need be
    /// @return the page
    public Page show(String path) {
        checkOpen();
        try (var web = Session.open(SessionOptions.standard().tls(options.tls()))) {
            return new PageFetch(web, url(path), new PageServer(url(), options.tls())).fetch();
        }
    }

    /// {@return what it has done and has to do}
    public Load load() {
        return new Load(listener.open(), dispatch.requests(), webSockets.open());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The server " + url() + " is closed: make another with server().");
        }
    }

    @Override
    public String describe() {
        return "the server " + url();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /// Its port.
    @Override
    public boolean isExclusive() {
        return true;
    }

    /// Accepts nothing new, waits for requests under way for the time of grace, then ends them. Meanwhile other tasks run. Again it has
    /// no effect.
    @Override
    public void close() {
        close(options.grace());
    }

    @Override
    public void closeNow() {
        close(java.time.Duration.ZERO);
    }

    private void close(java.time.Duration grace) {
        closed = true;
        Offload.offload(Executors.callable(() -> listener.close(grace)));
        routes.clear();
        middleware.clear();
        webSockets.clear();
    }

    @Override
    public View view() {
        var html = new StringBuilder("<div><a href=\"").append(url())
                .append("\" target=\"_blank\" rel=\"noopener\">")
                .append(url())
                .append("</a>")
                .append(closed ? " (closed)" : "")
                .append("</div><table>");
        routes.all().forEach(route -> row(html, route.method(), route.pattern().text()));
        webSockets.patterns().forEach(pattern -> row(html, "WebSocket", pattern));
        return new View("text/html", html.append("</table>").toString());
    }

    private static void row(StringBuilder html, String method, String pattern) {
        html.append("<tr><td style=\"text-align:left\">")
                .append(method)
                .append("</td><td style=\"text-align:left\">")
                .append(Errors.escaped(pattern))
                .append("</td></tr>");
    }

    @Override
    public String toString() {
        var text = new StringBuilder(url()).append(closed ? " (closed)" : "");
        routes.all().forEach(route -> text.append("\n  %-7s %s".formatted(route.method(), route.pattern().text())));
        webSockets.patterns().forEach(pattern -> text.append("\n  %-7s %s".formatted("socket", pattern)));
        return text.toString();
    }
}
