package io.weft.jupyter.cell;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/// The compiler's view of the class path: what a session adds comes before the kernel's own jar, as [JarLoader] has it, so that cells
/// are compiled against the version of a library that they also run with.
final class AddedFirst extends ForwardingJavaFileManager<StandardJavaFileManager> implements StandardJavaFileManager {

    private static final String OWN = System.getProperty("java.class.path");

    private final Optional<OwnJar> own = OwnJar.of(OWN);

    AddedFirst(StandardJavaFileManager manager) {
        super(manager);
        setAdded("");
    }

    /// The class path of the manager beneath, which leaves out the kernel's jar if that is read here.
    private void setAdded(String added) {
        var files = Stream.of(own.isPresent() ? added : added + File.pathSeparator + OWN)
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(File::new)
                .toList();
        try {
            fileManager.setLocation(StandardLocation.CLASS_PATH, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds, boolean recurse)
            throws IOException {
        var beneath = fileManager.list(location, packageName, kinds, recurse);
        if (own.isEmpty() || location != StandardLocation.CLASS_PATH || !kinds.contains(Kind.CLASS)) {
            return beneath;
        }
        var all = new ArrayList<JavaFileObject>();
        beneath.forEach(all::add);
        own.get().classes(packageName, recurse).forEach(all::add);
        return all;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof OwnJar.ClassFile ours
                ? ours.binaryName()
                : fileManager.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject one, FileObject other) {
        boolean ours = one instanceof OwnJar.ClassFile || other instanceof OwnJar.ClassFile;
        return ours ? one.equals(other) : fileManager.isSameFile(one, other);
    }

    @Override
    public boolean handleOption(String current, Iterator<String> remaining) {
        boolean classpath = current.equals("-classpath") || current.equals("-cp") || current.equals("--class-path");
        if (!classpath || !remaining.hasNext()) {
            return fileManager.handleOption(current, remaining);
        }
        var path = remaining.next();
        var added = path.startsWith(OWN + File.pathSeparator) ? path.substring(OWN.length() + 1) : "";
        setAdded(added);
        return true;
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
        var paths = fileManager.getLocationAsPaths(location);
        if (own.isEmpty() || location != StandardLocation.CLASS_PATH) {
            return paths;
        }
        var all = new ArrayList<Path>();
        paths.forEach(all::add);
        all.add(own.get().path());
        return all;
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
