package io.weft.process;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Java's serialization with numbers for classes and big arrays beside the stream; it notes which lambdas and which
/// classes of the source it met objects of.
final class PackStream extends ObjectOutputStream {

    final List<SerializedLambda> lambdas = new ArrayList<>(2);
    final Set<String> classes = new LinkedHashSet<>();
    final List<Object> arrays = new ArrayList<>(0);
    private final ClassSource source;
    private int[] ids = new int[8];
    private int idCount;
    private Class<?> last;

    PackStream(OutputStream out, ClassSource source) throws IOException {
        super(out);
        this.source = source;
        enableReplaceObject(true);
    }

    @Override
    protected void writeStreamHeader() {}

    @Override
    protected void writeClassDescriptor(ObjectStreamClass descriptor) throws IOException {
        int id = ClassIds.of(descriptor.forClass());
        if (idCount == ids.length) {
            ids = java.util.Arrays.copyOf(ids, idCount * 2);
        }
        ids[idCount++] = id;
        writeInt(id);
    }

    @Override
    protected Object replaceObject(Object value) {
        var type = value.getClass();
        if (type != last && type.getClassLoader() != null) {
            noteClass(type);
        }
        if (value instanceof SerializedLambda lambda) {
            lambdas.add(lambda);
        } else if (type.isArray() && BigArrays.isBig(value)) {
            arrays.add(value);
            return new BigArrays.Place(arrays.size() - 1);
        }
        return value;
    }

    /// Its code may run there. Of a class that is only named, as the one around a lambda is, that cannot be said.
    private void noteClass(Class<?> type) {
        last = type;
        if (source.classFile(type.getName()) != null) {
            classes.add(type.getName());
        }
    }

    int[] ids() {
        return java.util.Arrays.copyOf(ids, idCount);
    }
}
