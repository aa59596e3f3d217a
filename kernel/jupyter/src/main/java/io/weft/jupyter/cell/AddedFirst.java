package io.weft.jupyter.cell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/// The compiler's view of the class path: what a session adds comes before the kernel's own jar, as [JarLoader] has it, so that cells
/// are compiled against the version of a library that they also run with.
final class AddedFirst extends ForwardingJavaFileManager<StandardJavaFileManager> implements StandardJavaFileManager {

    private static final String OWN = System.getProperty("java.class.path");

    AddedFirst(StandardJavaFileManager manager) {
        super(manager);
    }

    @Override
    public boolean handleOption(String current, Iterator<String> remaining) {
        boolean classpath = current.equals("-classpath") || current.equals("-cp") || current.equals("--class-path");
        if (!classpath || !remaining.hasNext()) {
            return fileManager.handleOption(current, remaining);
        }
        var path = remaining.next();
        var added = path.startsWith(OWN + File.pathSeparator) ? path.substring(OWN.length() + 1) : "";
        return fileManager.handleOption(current,
                List.of(added.isEmpty() ? path : added + File.pathSeparator + OWN).iterator());
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
            Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        return fileManager.getLocationAsPaths(location);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromPaths(Collection<? extends Path> paths) {
        return fileManager.getJavaFileObjectsFromPaths(paths);
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }
}
