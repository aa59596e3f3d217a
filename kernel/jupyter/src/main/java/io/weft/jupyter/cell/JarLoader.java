package io.weft.jupyter.cell;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// The libraries that a session adds while it runs. Apart from [CellLoader], so that neither weaving nor assertions
/// reach into libraries. Any thread may load from it.
///
/// Added libraries come before those that the kernel is made with: a cell that adds its own version of one gets that one, and the
/// kernel keeps the other. Shared are the JDK, this kernel and the types of JJava that extensions implement.
final class JarLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final List<String> SHARED = List.of("io.weft.", "org.dflib.jjava.jupyter.");

    private final List<Path> paths = new CopyOnWriteArrayList<>();

    JarLoader(ClassLoader parent) {
        super(new URL[0], parent);
    }

    /// What was added, in order.
    List<Path> entries() {
        return List.copyOf(paths);
    }

    void add(Path path) {
        try {
            var absolute = path.toAbsolutePath();
            if (!paths.contains(absolute)) {
                paths.add(absolute);
                addURL(absolute.toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("class path entry " + path + " is no file or folder", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (paths.isEmpty() || isShared(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return findResource(name.replace('.', '/') + ".class") == null
                    ? super.loadClass(name, resolve)
                    : findClass(name);
        }
    }

    @Override
    public URL getResource(String name) {
        var own = paths.isEmpty() ? null : findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    /// Own resources first, each once.
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        var all = new LinkedHashSet<String>();
        var found = new ArrayList<URL>();
        for (var urls : List.of(findResources(name), super.getResources(name))) {
            for (var url : Collections.list(urls)) {
                if (all.add(url.toExternalForm())) {
                    found.add(url);
                }
            }
        }
        return Collections.enumeration(found);
    }

    private static boolean isShared(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || SHARED.stream().anyMatch(name::startsWith)
                || Jdk.PACKAGES.contains(name.substring(0, dot));
    }

    /// Read when the first library is added.
    private static final class Jdk {
        static final Set<String> PACKAGES = ModuleLayer.boot()
                .modules()
                .stream()
                .flatMap(module -> module.getPackages().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
