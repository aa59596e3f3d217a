package io.weft.http;

import io.weft.http.client.Response;
import io.weft.http.client.Session;
import io.weft.http.client.SessionOptions;
import io.weft.loop.Limit;
import java.util.List;

/// The front door to fetching: what a cell calls without an import.
public final class Web {

    private Web() {}

    /// {@return a session that fetches, to be closed}
    public static Session session() {
        return Session.open(SessionOptions.standard());
    }

    /// {@return a session that fetches, to be closed}
    ///
    /// @param options how it does so, for example `sessionOptions().perHost(10)`
    public static Session session(SessionOptions options) {
        return Session.open(options);
    }

    /// {@return the standard options, to change what matters}
    public static SessionOptions sessionOptions() {
        return SessionOptions.standard();
    }

    /// Gets many addresses, so many at a time over as many connections; see [Session#all(Iterable, Limit)].
    ///
    /// @param urls  where
    /// @param limit how many at a time
    /// @return the answers, in the order of the addresses
    public static List<Response> fetchAll(Iterable<String> urls, Limit limit) {
        try (var session = Session.open(SessionOptions.standard().connections(limit.tasks()))) {
            return session.all(urls, limit);
        }
    }
}
