package io.weft.jupyter.cell;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Defines the classes of cells: woven, with assertions on, and not before their first use. By then the session
/// knows which cell a class comes from. Any thread may load from it.
final class CellLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final System.Logger LOG = System.getLogger(CellLoader.class.getName());

    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    private final Map<String, byte[]> classes = new ConcurrentHashMap<>();
    /// Those that were asked for, by worker processes.
    private final Map<String, byte[]> shippable = new ConcurrentHashMap<>();
    private final Function<String, Optional<LineMap>> lines;
    private final StopWeaver weaver;

    /// @param lines the line map of a class by its binary name
    CellLoader(ClassLoader parent, Function<String, Optional<LineMap>> lines) {
        super(parent);
        this.lines = lines;
        this.weaver = new StopWeaver(classes::get, parent);
        setDefaultAssertionStatus(true);
    }

    void add(String name, byte[] bytes) {
        classes.put(name, bytes);
    }

    /// Lets go of the file of a class that is loaded and alone; unless it has lambdas, which a worker process could need it for.
    void forgetFile(String name) {
        classes.computeIfPresent(name,
                (_, file) -> new String(file, StandardCharsets.ISO_8859_1).contains(LAMBDAS) ? file : null);
    }

    /// The class file as the compiler made it; null for a class of no cell. Not to be changed.
    byte[] bytes(String name) {
        return classes.get(name);
    }

    /// The class file as the compiler made it, but serializable; null for a class of no cell. Not to be changed.
    byte[] shippable(String name) {
        byte[] original = classes.get(name);
        return original == null ? null : shippable.computeIfAbsent(name, _ -> Shippable.of(original));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] original = classes.get(name);
        if (original == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] woven = weave(name, original);
        return defineClass(name, woven, 0, woven.length);
    }

    // A class that cannot be woven still runs; only an interrupt does not reach its loops.
    private byte[] weave(String name, byte[] original) {
        try {
            return weaver.weave(original, lines.apply(name));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "class " + name + " runs without stop checks: weaving failed", e);
            return original;
        }
    }
}
