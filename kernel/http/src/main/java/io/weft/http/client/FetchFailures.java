package io.weft.http.client;

import io.weft.loop.Waiter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;

/// Says what a failure of the library below means.
///
/// @param method  of the request
/// @param url     of the request
/// @param options of the session, for the times that were over
/// @param closed  whether the session was closed meanwhile
/// @param session its description
record FetchFailures(String method, URI url, SessionOptions options, BooleanSupplier closed, String session) {

    /// The exception to throw. A caller that was cancelled gets that instead, thrown from here.
    RuntimeException of(Exception e) {
        Waiter.checkpoint();
        if (closed.getAsBoolean()) {
            var ended = new SessionClosed(session);
            ended.initCause(e);
            return ended;
        }
        return switch (e) {
            case FetchError known -> known;
            case ConnectionRequestTimeoutException _ -> timedOut(FetchTimedOut.Part.POOL,
                    "no connection of the session was free within " + text(options.pool())
                            + "; allow more with connections(n), or close answers that are streamed",
                    e);
            case ConnectTimeoutException _ -> timedOut(FetchTimedOut.Part.CONNECT,
                    "the connection was not there within " + text(options.connect()), e);
            case SocketTimeoutException _ -> timedOut(FetchTimedOut.Part.RESPONSE,
                    "no byte came within " + text(options.response()), e);
            case UnknownHostException _ -> new HostNotFound(url, here() + "the name " + url.getHost()
                    + " has no address.", e);
            case ConnectException _ -> new NotConnected(url, here() + "the connection was refused.", e);
            case NoRouteToHostException _ -> new NotConnected(url, here() + "there is no way to the host.", e);
            case SSLException _ -> new TlsFailed(url, here() + "TLS failed: " + reason(e) + ".", e);
            case TruncatedChunkException _ -> lost(e);
            case MalformedChunkCodingException _ -> bad(e);
            case MessageConstraintException _ -> bad(e);
            case ZipException _ -> bad(e);
            case ClientProtocolException _ -> bad(e);
            case IOException io when io.getCause() instanceof HttpException -> bad(e);
            case IOException _ -> lost(e);
            case RuntimeException unchecked when unchecked.getCause() instanceof ParseException -> bad(e);
            case RuntimeException unchecked -> unchecked;
            case HttpException _ -> bad(e);
            default -> throw new IllegalStateException("A kind of failure that the client does not declare.", e);
        };
    }

    FetchTimedOut total(Throwable cause) {
        return timedOut(FetchTimedOut.Part.TOTAL, "the request did not end within " + text(options.total()), cause);
    }

    private FetchTimedOut timedOut(FetchTimedOut.Part part, String what, Throwable cause) {
        return new FetchTimedOut(url, part, here() + what + ".", cause);
    }

    private ConnectionLost lost(Exception e) {
        return new ConnectionLost(url, here() + "the connection ended before the answer did: " + reason(e) + ".", e);
    }

    private BadAnswer bad(Exception e) {
        var deepest = e.getCause() == null || e instanceof UnsupportedHttpVersionException ? e : e.getCause();
        return new BadAnswer(url, here() + "the answer makes no sense: " + reason(deepest) + ".", e);
    }

    private String here() {
        return method + " " + url + ": ";
    }

    private static String reason(Throwable e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.replaceAll("[.\\s]+$", "");
    }

    private static String text(java.time.Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(java.util.Locale.ROOT);
    }
}
