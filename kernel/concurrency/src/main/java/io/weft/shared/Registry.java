package io.weft.shared;

import io.weft.process.Home;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The shared objects at home that processes can ask for: those that went to one, or that one has made. They stay until they are closed.
final class Registry {

    private static final Map<String, Served<?>> SERVED = new ConcurrentHashMap<>();

    static {
        Home.whenGone(Registry::gone);
    }

    private Registry() {}

    static void add(Served<?> served) {
        SERVED.put(served.id, served);
    }

    static void remove(String id) {
        var served = SERVED.remove(id);
        if (served != null) {
            served.close();
        }
    }

    /// The one, or null.
    static Served<?> find(String id) {
        return SERVED.get(id);
    }

    private static List<String> gone(String asker) {
        return SERVED.values().stream().map(each -> each.gone(asker)).filter(Objects::nonNull).toList();
    }
}
