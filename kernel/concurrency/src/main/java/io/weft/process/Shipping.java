package io.weft.process;

import java.nio.file.Path;
import java.util.List;

/// What goes to worker processes beside the class path of this JVM.
public final class Shipping {

    private static volatile ClassSource source = new PlainSource();

    private Shipping() {}

    /// Says where classes come from that workers do not have. Workers fetch each of them once, when they first need it.
    ///
    /// @param newSource from now on
    public static void use(ClassSource newSource) {
        source = newSource;
    }

    static ClassSource source() {
        return source;
    }

    private static final class PlainSource implements ClassSource {

        @Override
        public byte[] classFile(String binaryName) {
            return null;
        }

        @Override
        public ClassLoader loader() {
            return Shipping.class.getClassLoader();
        }

        @Override
        public List<Path> classPath() {
            return List.of();
        }
    }
}
