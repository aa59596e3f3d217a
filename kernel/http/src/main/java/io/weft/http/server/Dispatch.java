package io.weft.http.server;

import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.weft.loop.Cancelled;
import io.weft.loop.Loop;
import io.weft.loop.LoopClosed;
import io.weft.loop.Owner;
import io.weft.loop.Task;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;

/// From a request to its answer. Called in the connection's thread, which waits for the handler's task and then writes the answer, so that a
/// slow client holds up nothing but its own connection.
final class Dispatch implements HttpRouting {

    private final Routes<Handler> routes;
    private final Middleware middleware;
    private final Loop loop;
    private final Owner owner;
    private final Complaints complaints;
    private final LongAdder requests = new LongAdder();
    /// Whether handlers run beside the loop.
    volatile boolean offLoop;

    Dispatch(Routes<Handler> routes, Middleware middleware, Loop loop, Owner owner) {
        this.routes = routes;
        this.middleware = middleware;
        this.loop = loop;
        this.owner = owner;
        this.complaints = new Complaints(loop, owner);
    }

    long requests() {
        return requests.sum();
    }

    @Override
    public void route(ConnectionContext context, RoutingRequest request, RoutingResponse response) {
        var connection = (Connection) context;
        requests.increment();
        connection.begin();
        try {
            answer(connection, request, response);
        } finally {
            connection.end();
        }
        if (connection.isClosing() || request.headers().contains(HeaderValues.CONNECTION_CLOSE)
                || response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("That was the last request of the connection.");
        }
    }

    private void answer(Connection connection, RoutingRequest request, RoutingResponse response) {
        Routes.Found<Handler> found;
        Handler handler;
        var path = request.prologue().uriPath().rawPathNoParams();
        try {
            found = routes.find(request.prologue().method().text(), path);
            handler = found.handler() == null ? asked -> missing(asked, found.allowed()) : found.handler();
        } catch (HttpError e) {
            Sending.send(asked(request, Map.of()),
                    Errors.answer(e.status(), e.getMessage(), asked(request, Map.of())), response);
            return;
        }
        var asked = asked(request, found.values());
        var answer = found.handler() == null && middleware.isEmpty()
                ? missing(asked, found.allowed())
                : awaited(connection, asked, () -> handled(asked, handler, response));
        if (answer != null) {
            Sending.send(asked, answer, response);
        }
    }

    private static Request asked(RoutingRequest request, Map<String, String> values) {
        return new Request(request.prologue(), request.headers(), () -> request.content().inputStream(),
                request::remotePeer,
                request.isSecure(), values);
    }

    /// The handler's answer; null if its task has sent it already.
    private Answer awaited(Connection connection, Request request, Callable<Answer> body) {
        try {
            if (offLoop) {
                return body.call();
            }
            var name = request.toString();
            Callable<Ended> whole = () -> ended(body);
            Task<Ended> task = owner == null ? loop.spawn(name, whole) : loop.spawn(name, owner, whole);
            connection.runs(task);
            var ended = task.join();
            if (ended.lost() != null) {
                throw ended.lost();
            }
            return ended.answer();
        } catch (CancellationException | LoopClosed e) {
            if (connection.isGone()) {
                throw new CloseConnectionException("The client went away.", e);
            }
            return Errors.answer(503, "The server does not answer any more: " + e.getMessage(), request);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new CloseConnectionException("An answer broke off.", e);
        }
    }

    /// How a handler's task has ended: with an answer, which is null where it was sent, or without its connection.
    private record Ended(Answer answer, CloseConnectionException lost) {}

    /// In the handler's task, which does not fail where its client is gone: it may end before this is awaited, and would be reported.
    private static Ended ended(Callable<Answer> body) throws Exception {
        try {
            return new Ended(body.call(), null);
        } catch (CloseConnectionException e) {
            return new Ended(null, e);
        }
    }

    /// In the handler's task.
    private Answer handled(Request request, Handler handler, RoutingResponse response) {
        Answer answer;
        try {
            answer = new Chain(middleware.around(), 0, handler).handle(request);
        } catch (Cancelled e) {
            throw e;
        } catch (Throwable e) {
            answer = failed(request, e);
        }
        if (!(answer.payload() instanceof Payload.Written written) || request.method().equals("HEAD")) {
            return answer;
        }
        try {
            Sending.write(answer, written.writer(), response);
        } catch (Cancelled e) {
            throw e;
        } catch (Throwable e) {
            if (!Sending.isLoss(e)) {
                complaints.failed(request, e);
            }
            throw new CloseConnectionException("An answer broke off.", e);
        }
        return null;
    }

    private Answer failed(Request request, Throwable failure) {
        if (Sending.isLoss(failure)) {
            throw new CloseConnectionException("The connection was lost.", failure);
        }
        try {
            var answer = middleware.answerTo(failure, request);
            if (answer != null) {
                return answer;
            }
        } catch (Cancelled e) {
            throw e;
        } catch (Throwable e) {
            e.addSuppressed(failure);
            complaints.failed(request, e);
        }
        return switch (failure) {
            case HttpError error -> Errors.answer(error.status(), error.getMessage(), request);
            case RequestException refused -> Errors.answer(refused.status().code(),
                    refused.status().reasonPhrase(), request).header("Connection", "close");
            default -> {
                complaints.failed(request, failure);
                yield Errors.answer(500, request + " failed on the server.", request);
            }
        };
    }

    private Answer missing(Request request, Set<String> allowed) {
        if (allowed.isEmpty()) {
            return Errors.answer(404, "There is nothing at " + request.path() + ".", request);
        }
        var methods = String.join(", ", allowed);
        return request.method().equals("OPTIONS")
                ? Answer.of(204, null).header("Allow", methods)
                : Errors.answer(405, request.path() + " answers " + methods + ".", request).header("Allow", methods);
    }

    @Override
    public HttpSecurity security() {
        return HttpSecurity.create();
    }

    @Override
    public void beforeStart() {}

    @Override
    public void afterStop() {}
}
