package io.weft.http.server;

/// Stands between the requests and their handlers: before, after, or instead of them.
@FunctionalInterface
public interface Around {

    /// Answers a request, mostly by `next.handle(request)`, which gives an [Answer].
    ///
    /// @param request what is asked
    /// @param next    goes on to the handler
    /// @return the answer; see [Handler#handle(Request)]
    /// @throws Exception makes the answer an error
    Object handle(Request request, Next next) throws Exception;

    /// What comes after this in the row.
    @FunctionalInterface
    interface Next {

        /// Goes on.
        ///
        /// @param request what is asked
        /// @return the answer of whoever gives one
        /// @throws Exception what the handler throws
        Answer handle(Request request) throws Exception;
    }
}
