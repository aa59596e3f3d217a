package io.weft.jupyter.cell;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The libraries that a session adds while it runs. Apart from [CellLoader], so that neither weaving nor assertions
/// reach into libraries. Any thread may load from it.
final class JarLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final List<Path> entries = new CopyOnWriteArrayList<>();

    JarLoader(ClassLoader parent) {
        super(new URL[0], parent);
    }

    /// What was added, in order.
    List<Path> entries() {
        return entries;
    }

    void add(Path path) {
        try {
            addURL(path.toUri().toURL());
            entries.add(path.toAbsolutePath());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("class path entry " + path + " is no file or folder", e);
        }
    }
}
