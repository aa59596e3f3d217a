package io.weft.jupyter.cell;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/// What JShell can do and does not offer: compile a class beside the session's declarations in one pass, and let go of what it keeps
/// about snippets that are gone. It keeps their source, their wrapper and their class files three times over, and lists them all to the compiler at
/// each cell, so that cells get dearer with their number.
///
/// The only place that knows JShell's fields. Needs `jdk.jshell` opened, as the kernel's JVM flags do. Guarded by the session's lock.
final class ShellInside {

    /// The package of all that JShell compiles.
    static final String PACKAGE = "REPL.";
    private static final Pattern INNER_INTERSECTION = Pattern.compile("<.*&");
    private static final String WRAPPER = PACKAGE + "$JShell$";

    private final Object maps;
    private final Object tasks;
    private final Method imports;
    private final Method compile;
    private final Class<?> worker;
    private final Constructor<?> outerWrap;
    private final Method wrap;
    private final Method runCompiler;
    private final Collection<?> snippets;
    private final List<?> byKey;
    private final Map<?, ?> outerWraps;
    private final Map<?, ?> tracked;
    private final TreeMap<String, ?> classFiles;
    private final Method bytes;
    private final Method setLoaded;
    private final Method renew;
    private final Dependencies dependencies;
    private final Field inferredType;
    private final Object eval;
    private final Method importSnippets;
    private final Object wraps;
    private final Method wrapImport;
    private final Method guts;
    private final Method setOuterWrap;
    private final Method setStatus;
    private final Constructor<?> diagnostics;
    private final Method install;

    /// @throws IllegalStateException in a JVM without the flag, or of another JDK
    ShellInside(JShell shell) {
        try {
            maps = value(JShell.class, "maps", shell);
            tasks = value(JShell.class, "taskFactory", shell);
            imports = method(maps.getClass(), "packageAndImportsExcept", Set.class, Collection.class);
            worker = type("TaskFactory$Worker");
            compile = method(tasks.getClass(), "compile", Collection.class, worker);
            runCompiler = method(type("TaskFactory$CompileTask"), "compile");
            outerWrap = type("OuterWrap").getDeclaredConstructor(type("Wrap"));
            outerWrap.setAccessible(true);
            wrap = method(type("Wrap"), "identityWrap", String.class);
            snippets = (Collection<?>) value(maps.getClass(), "snippets", maps);
            byKey = (List<?>) value(maps.getClass(), "keyIndexToSnippet", maps);
            wraps = value(JShell.class, "outerMap", shell);
            outerWraps = map("OuterWrapMap", "classOuters", wraps);
            tracked = map("ClassTracker", "map", value(JShell.class, "classTracker", shell));
            classFiles = classFiles(value(tasks.getClass(), "fileManager", tasks));
            bytes = method(type("MemoryFileManager$OutputMemoryJavaFileObject"), "getBytes");
            setLoaded = method(type("ClassTracker$ClassInfo"), "setLoadedBytes", byte[].class);
            renew = method(tasks.getClass(), "initTaskPool");
            dependencies = dependencies(shell);
            inferredType = VarSnippet.class.getDeclaredField("fullTypeName");
            inferredType.setAccessible(true);
            eval = value(JShell.class, "eval", shell);
            importSnippets = method(eval.getClass(), "processImport", String.class, String.class);
            wrapImport = method(wraps.getClass(), "wrapImport", type("Wrap"), Snippet.class);
            guts = method(Snippet.class, "guts");
            setOuterWrap = method(Snippet.class, "setOuterWrap", type("OuterWrap"));
            setStatus = method(Snippet.class, "setCompilationStatus", Snippet.Status.class, List.class,
                    type("DiagList"));
            diagnostics = type("DiagList").getDeclaredConstructor();
            diagnostics.setAccessible(true);
            install = method(maps.getClass(), "installSnippet", Snippet.class);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unknown(e);
        }
    }

    private static IllegalStateException unknown(Exception cause) {
        return new IllegalStateException("Cells need JShell as JDK 25 has it, and the JVM flag"
                + " --add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED: start the kernel from its kernelspec, or add the flag.",
                cause);
    }

    /// Keeps JShell from making its index of packages for as long as the latch is closed. To be called before a shell is made; those
    /// that were made before are held, too.
    static void holdIndexing(CountDownLatch latch) {
        try {
            var indexer = (ExecutorService) value(type("SourceCodeAnalysisImpl"), "INDEXER", null);
            indexer.execute(() -> {
                try {
                    latch.await();
                } catch (InterruptedException _) {
                    // Then it begins early.
                }
            });
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unknown(e);
        }
    }

    /// The package and the imports of a class that sees what the session has imported and declared, on one line.
    String header() {
        return ((String) call(imports, maps, null, null)).replace('\n', ' ');
    }

    /// Adds imports that are known to compile, without a compilation. To JShell it is a single one, which it knows by the first.
    void addImports(String declarations) {
        for (var snippet : (List<?>) call(importSnippets, eval, declarations, declarations)) {
            call(setOuterWrap, snippet, call(wrapImport, wraps, call(guts, snippet), snippet));
            call(setStatus, snippet, Snippet.Status.VALID, List.of(), create(diagnostics));
            call(install, maps, snippet);
        }
    }

    /// The class files of a source, by name; empty if it does not compile.
    ///
    /// @param name of its class, without the package
    Map<String, byte[]> compile(String name, String source) {
        var unit = create(outerWrap, call(wrap, null, source));
        var task = Proxy.newProxyInstance(worker.getClassLoader(), new Class<?>[]{worker},
                (_, _, arguments) -> call(runCompiler, arguments[0]));
        boolean done = (boolean) call(compile, tasks, List.of(unit), task);
        var made = take(PACKAGE + name);
        return done ? made : Map.of();
    }

    /// Takes an inferred type from a variable where JShell could not read it back: an intersection among type arguments, as of `List.of(1, "a")`.
    /// Every later use of the variable would fail. It keeps the type of its field, which is what the source could say.
    void simplifyType(VarSnippet variable) {
        try {
            var type = (String) inferredType.get(variable);
            if (type != null && INNER_INTERSECTION.matcher(type).find()) {
                inferredType.set(variable, null);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("it was made accessible before", e);
        }
    }

    /// Tells JShell which class file is loaded; it takes the last one that it compiled for it.
    void isLoaded(String className, byte[] classFile) {
        var info = tracked.get(className);
        if (info != null) {
            call(setLoaded, info, classFile);
        }
    }

    /// Takes a fresh compiler: one that fails while it writes classes keeps what it could not write, and fails for ever after.
    void renewCompiler() {
        call(renew, tasks);
    }

    /// What an import names, while it is evaluated; null at other times.
    void imports(String name) {
        dependencies.imports(name);
    }

    /// The wrapper that a class is, or is nested in.
    static String wrapperOf(String className) {
        int nested = className.indexOf('$', WRAPPER.length());
        return nested < 0 ? className : className.substring(0, nested);
    }

    private Dependencies dependencies(JShell shell) throws ReflectiveOperationException {
        Field field = maps.getClass().getDeclaredField("dependencies");
        field.setAccessible(true);
        @SuppressWarnings("unchecked") // As JDK 25 declares it.
        var known = (Map<String, Set<Integer>>) field.get(maps);
        var made = new Dependencies(known, number -> byKey.get(number) instanceof Snippet snippet
                && shell.status(snippet) != Snippet.Status.VALID);
        field.set(maps, made);
        return made;
    }

    /// Lets go of a snippet that was dropped or overwritten.
    ///
    /// @param className of its wrapper, if no other snippet is in it
    void forget(Snippet snippet, Optional<String> className) {
        snippets.remove(snippet);
        // JShell counts on from the last snippet of a name: without it the next one would get the name of a class that is loaded.
        int key = isNamedByUser(snippet) ? -1 : byKey.lastIndexOf(snippet);
        if (key >= 0) {
            byKey.set(key, null);
        }
        className.ifPresent(name -> {
            outerWraps.remove(name.substring(PACKAGE.length()));
            take(name).keySet().forEach(tracked::remove);
        });
    }

    static boolean isNamedByUser(Snippet snippet) {
        return snippet.kind().isPersistent()
                && snippet.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    /// Takes the class files of a wrapper and what is nested in it.
    private Map<String, byte[]> take(String wrapper) {
        var own = classFiles.subMap(wrapper, wrapper + "%");
        var taken = new TreeMap<String, byte[]>();
        own.forEach((name, file) -> taken.put(name, (byte[]) call(bytes, file)));
        own.clear();
        return taken;
    }

    private static Map<?, ?> map(String type, String field, Object of) throws ReflectiveOperationException {
        return (Map<?, ?>) value(type(type), field, of);
    }

    @SuppressWarnings("unchecked") // As JDK 25 declares it.
    private static TreeMap<String, ?> classFiles(Object fileManager) throws ReflectiveOperationException {
        return (TreeMap<String, ?>) value(fileManager.getClass(), "classObjects", fileManager);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("jdk.jshell." + name, false, JShell.class.getClassLoader());
    }

    private static Object value(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    private static Object create(Constructor<?> constructor, Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("JShell's compiler cannot be called", e);
        }
    }

    private static Object call(Method method, Object of, Object... arguments) {
        try {
            return method.invoke(of, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case Throwable cause -> throw new IllegalStateException(cause);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("it was made accessible before", e);
        }
    }
}
