package io.weft.jupyter.cell;

import io.weft.process.ClassSource;
import java.nio.file.Path;
import java.util.List;

/// A session as worker processes see it. Any thread.
record ShippedClasses(CellLoader cells, JarLoader jars) implements ClassSource {

    @Override
    public byte[] classFile(String binaryName) {
        return cells.shippable(binaryName);
    }

    @Override
    public ClassLoader loader() {
        return cells;
    }

    @Override
    public List<Path> classPath() {
        return jars.entries();
    }
}
