package io.weft.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/// Reads what [PackStream] wrote. Depth and sizes are limited: what exceeds them is refused before memory is taken for it.
final class UnpackStream extends ObjectInputStream {

    /// Deeper graphs overflow the stack of who reads them.
    static final int DEEPEST = 20_000;

    private final Object[] arrays;
    private final PeerClasses peer;
    private final ClassLoader loader;

    UnpackStream(InputStream in, Object[] arrays, PeerClasses peer, ClassLoader loader) throws IOException {
        super(in);
        this.arrays = arrays;
        this.peer = peer;
        this.loader = loader;
        enableResolveObject(true);
        setObjectInputFilter(UnpackStream::check);
    }

    private static ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
        boolean fits = info.depth() <= DEEPEST && info.arrayLength() <= Runtime.getRuntime().maxMemory();
        return fits ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }

    @Override
    protected void readStreamHeader() {}

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
        return peer.descriptor(readInt(), loader);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass descriptor) {
        return descriptor.forClass();
    }

    @Override
    @SuppressWarnings("deprecation")
    protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
        var types = new Class<?>[names.length];
        for (int i = 0; i < names.length; i++) {
            types[i] = Class.forName(names[i], false, loader);
        }
        return Proxy.getProxyClass(loader, types);
    }

    @Override
    protected Object resolveObject(Object value) throws IOException {
        if (!(value instanceof BigArrays.Place(int index))) {
            return value;
        }
        if (index < 0 || index >= arrays.length) {
            throw new InvalidClassException("no array came for place " + index);
        }
        return arrays[index];
    }
}
