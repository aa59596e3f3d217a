package io.weft.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers for classes in the streams that this JVM writes: a peer is told once which class a number means, so that a stream does
/// not describe its classes again and again. That is most of the size, and of the time, of a small one.
final class ClassIds {

    // Guarded by the class.
    private static final Map<Class<?>, Integer> IDS = new HashMap<>();
    private static final List<String> NAMES = new ArrayList<>();

    private ClassIds() {}

    static synchronized int of(Class<?> type) {
        var known = IDS.get(type);
        if (known != null) {
            return known;
        }
        NAMES.add(type.getName());
        IDS.put(type, NAMES.size() - 1);
        return NAMES.size() - 1;
    }

    static synchronized String name(int id) {
        return NAMES.get(id);
    }
}
