package io.weft.http.server;

import java.util.List;

/// Goes through what stands around a handler, then to the handler.
record Chain(List<Around> around, int place, Handler handler) implements Around.Next {

    @Override
    public Answer handle(Request request) throws Exception {
        return Answer.of(Futures.settled(place == around.size()
                ? handler.handle(request)
                : around.get(place).handle(request, new Chain(around, place + 1, handler))));
    }
}
