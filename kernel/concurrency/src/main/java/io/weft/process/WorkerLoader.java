package io.weft.process;

import io.weft.process.Message.Kind;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// The loader of a worker: what its class path lacks it fetches from the parent, once. Any thread.
final class WorkerLoader extends URLClassLoader implements ClassSource {

    static {
        registerAsParallelCapable();
    }

    private final Outgoing out;
    private final Map<Long, CompletableFuture<byte[]>> wanted = new ConcurrentHashMap<>();
    private final Map<String, byte[]> fetched = new ConcurrentHashMap<>();
    private final List<Path> paths = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();

    WorkerLoader(Outgoing out) {
        super("weft worker", new URL[0], WorkerLoader.class.getClassLoader());
        this.out = out;
        setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            return super.findClass(name);
        } catch (ClassNotFoundException e) {
            var bytes = fetch(name);
            if (bytes.length == 0) {
                throw e;
            }
            fetched.put(name, bytes);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] fetch(String name) {
        var future = new CompletableFuture<byte[]>();
        long number = numbers.incrementAndGet();
        wanted.put(number, future);
        out.send(Message.text(Kind.WANTED, number, name));
        return future.join();
    }

    /// The parent's answer; the reader's thread.
    void arrived(long number, byte[] bytes) {
        var future = wanted.remove(number);
        if (future != null) {
            future.complete(bytes);
        }
    }

    /// A further jar or folder; the reader's thread.
    void add(Path path) {
        try {
            addURL(path.toUri().toURL());
            paths.add(path);
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException("class path entry " + path + " is no file or folder", e);
        }
    }

    @Override
    public byte[] classFile(String binaryName) {
        return fetched.get(binaryName);
    }

    @Override
    public ClassLoader loader() {
        return this;
    }

    @Override
    public List<Path> classPath() {
        return List.copyOf(paths);
    }
}
