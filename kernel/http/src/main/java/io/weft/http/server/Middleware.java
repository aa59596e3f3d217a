package io.weft.http.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What stands around all handlers, by name, so that a cell that is run again replaces its own; and the answers to exceptions.
final class Middleware {

    /// Answers an exception.
    private record Rescue(Class<? extends Throwable> type, WebApp.ErrorHandler<Throwable> handler) {}

    /// Guarded by this; the lists are replaced as wholes and read without it.
    private final Map<String, Around> byName = new LinkedHashMap<>();
    private volatile List<Around> around = List.of();
    private volatile List<Rescue> rescues = List.of();

    synchronized void put(String name, Around filter) {
        byName.put(name, filter);
        around = List.copyOf(byName.values());
    }

    synchronized boolean remove(String name) {
        boolean found = byName.remove(name) != null;
        around = List.copyOf(byName.values());
        return found;
    }

    synchronized <E extends Throwable> void rescue(Class<E> type, WebApp.ErrorHandler<? super E> handler) {
        var all = new ArrayList<>(rescues);
        all.removeIf(other -> other.type.getName().equals(type.getName()));
        all.add(new Rescue(type, (failure, request) -> handler.answer(type.cast(failure), request)));
        all.sort((one,
                other) -> one.type.isAssignableFrom(other.type) ? 1 : other.type.isAssignableFrom(one.type) ? -1 : 0);
        rescues = List.copyOf(all);
    }

    synchronized void clear() {
        byName.clear();
        around = List.of();
        rescues = List.of();
    }

    boolean isEmpty() {
        return around.isEmpty();
    }

    List<Around> around() {
        return around;
    }

    /// The answer of whoever knows the exception best; null if nobody does.
    Answer answerTo(Throwable failure, Request request) throws Exception {
        for (var rescue : rescues) {
            if (rescue.type.isInstance(failure)) {
                return Answer.of(rescue.handler.answer(failure, request));
            }
        }
        return null;
    }
}
