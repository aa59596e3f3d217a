package io.weft.http.server;

/// Answers a request, in a task of the server's loop.
@FunctionalInterface
public interface Handler {

    /// Answers a request. It may wait as any task may; meanwhile other requests are answered.
    ///
    /// @param request what is asked
    /// @return the answer: an [Answer], a text, a view such as `html("...")`, bytes, the path of a file, a future of one of these, null
    /// for no content; anything else is sent as JSON
    /// @throws Exception makes the answer an error: the status of an [HttpError], else 500
    Object handle(Request request) throws Exception;
}
