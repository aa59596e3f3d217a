package io.weft.process;

import java.io.InvalidObjectException;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the peer's numbers for classes mean.
final class PeerClasses {

    private static final Map<String, Class<?>> PRIMITIVES = Map.of("int", int.class, "long", long.class, "double",
            double.class, "float", float.class, "boolean", boolean.class, "byte", byte.class, "char", char.class,
            "short", short.class, "void", void.class);

    // Guarded by this.
    private final List<String> names = new ArrayList<>();
    private final List<ObjectStreamClass> descriptors = new ArrayList<>();

    synchronized void define(int id, String name) {
        while (names.size() <= id) {
            names.add(null);
            descriptors.add(null);
        }
        names.set(id, name);
    }

    ObjectStreamClass descriptor(int id, ClassLoader loader) throws ClassNotFoundException, InvalidObjectException {
        String name;
        synchronized (this) {
            if (id < 0 || id >= names.size() || names.get(id) == null) {
                throw new InvalidObjectException("the peer has not said which class is number " + id);
            }
            if (descriptors.get(id) != null) {
                return descriptors.get(id);
            }
            name = names.get(id);
        }
        // Outside of the section: the loader may have to ask the peer.
        var primitive = PRIMITIVES.get(name);
        var type = primitive != null ? primitive : Class.forName(name, false, loader);
        var found = ObjectStreamClass.lookupAny(type);
        synchronized (this) {
            descriptors.set(id, found);
        }
        return found;
    }
}
