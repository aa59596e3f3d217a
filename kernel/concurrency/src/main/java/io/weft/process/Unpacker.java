package io.weft.process;

import io.weft.process.Reads.Variable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Opens parcels of one peer. Used by one thread at a time.
final class Unpacker {

    private final PeerClasses peer;
    private final ClassLoader loader;
    private final Map<Variable, Field> fields = new HashMap<>();

    Unpacker(PeerClasses peer, ClassLoader loader) {
        this.peer = peer;
        this.loader = loader;
    }

    /// Gives the variables their values and returns the object. The chunks are emptied on the way.
    Object open(List<byte[]> chunks, long length, Object[] arrays) throws IOException, ReflectiveOperationException {
        var stream = new UnpackStream(new ChunkedInput(chunks, length), arrays, peer, loader);
        int count = stream.readUnsignedShort();
        var variables = new ArrayList<Variable>(count);
        for (int i = 0; i < count; i++) {
            variables.add(new Variable(stream.readUTF(), stream.readUTF()));
        }
        var values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = stream.readObject();
        }
        var body = stream.readObject();
        for (int i = 0; i < count; i++) {
            field(variables.get(i)).set(null, values[i]);
        }
        return body;
    }

    /// Like [#open], for what is no code: it may not set variables here.
    Object openValue(List<byte[]> chunks, long length, Object[] arrays)
            throws IOException, ReflectiveOperationException {
        var stream = new UnpackStream(new ChunkedInput(chunks, length), arrays, peer, loader);
        if (stream.readUnsignedShort() != 0) {
            throw new InvalidObjectException("a result came that would set variables");
        }
        return stream.readObject();
    }

    private Field field(Variable variable) throws ReflectiveOperationException {
        var known = fields.get(variable);
        if (known != null) {
            return known;
        }
        for (var type = Class.forName(variable.owner(), true, loader); type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (field.getName().equals(variable.name())) {
                    field.setAccessible(true);
                    fields.put(variable, field);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(variable.owner() + "." + variable.name());
    }
}
