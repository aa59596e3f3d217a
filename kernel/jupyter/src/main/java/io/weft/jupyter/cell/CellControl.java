package io.weft.jupyter.cell;

import io.weft.loop.Action;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import jdk.jshell.execution.DirectExecutionControl;

/// JShell's way to the code it compiled: in this JVM, through the evaluation's runner, with results and exceptions
/// kept as the objects they are.
///
/// All methods are called with the session's lock held. It is given up while user code runs, so that completion
/// and evaluations from inside cells go on.
final class CellControl extends DirectExecutionControl {

    private final ReentrantLock compiling;
    private final JarLoader jars;
    private final CellLoader loader;
    private final Runnable beforeRun;
    // All guarded by the session's lock.
    private Evaluation current;
    private long changes;
    private Supplier<List<HeldResources.Lost>> redeclared = List::of;
    private Predicate<String> holdsVariable = _ -> false;
    private final Map<String, byte[]> kept = new HashMap<>();

    CellControl(ReentrantLock compiling, JarLoader jars, CellLoader loader, Runnable beforeRun) {
        this.compiling = compiling;
        this.jars = jars;
        this.loader = loader;
        this.beforeRun = beforeRun;
    }

    /// @param redeclared what is to be closed before a snippet runs
    void closeBefore(Supplier<List<HeldResources.Lost>> redeclared) {
        this.redeclared = redeclared;
    }

    /// @param holdsVariable whether this is the class of a variable that is declared and not just being declared again
    void keep(Predicate<String> holdsVariable) {
        this.holdsVariable = holdsVariable;
    }

    /// The class files of the variables' classes that stayed as they were since the last call. JShell takes them for replaced.
    Map<String, byte[]> kept() {
        var all = Map.copyOf(kept);
        kept.clear();
        return all;
    }

    /// How often what the cells see may have changed.
    long changes() {
        return changes;
    }

    void changed() {
        changes++;
    }

    void begin(Evaluation evaluation) {
        changed();
        current = evaluation;
    }

    Evaluation current() {
        return current;
    }

    @Override
    public void load(ClassBytecodes[] classes) {
        for (var c : classes) {
            loader.add(c.name(), c.bytecodes());
        }
    }

    /// A class that has not changed in meaning stays; JShell replaces others by classes of new names. A variable's initialiser has run
    /// and is not run again, so its class stays while the variable has the type that it had.
    @Override
    public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        for (var c : classes) {
            byte[] loaded = loader.bytes(c.name());
            if (Redefinition.same(loaded, c.bytecodes())) {
                continue;
            }
            boolean stays = holdsVariable.test(ShellInside.wrapperOf(c.name()))
                    && Redefinition.looksTheSame(loaded, c.bytecodes());
            if (!stays) {
                throw new NotImplementedException(c.name() + " has changed");
            }
            kept.put(c.name(), loaded);
        }
    }

    /// The empty string: the result stays with the evaluation, since its `toString` is user code.
    @Override
    public String invoke(String className, String methodName) {
        var evaluation = current;
        if (evaluation.failed()) {
            return "";
        }
        beforeRun.run();
        run(evaluation, className, methodName);
        return "";
    }

    /// Defines the classes and runs one, as the current evaluation.
    void run(String className, String methodName, Map<String, byte[]> classes) {
        classes.forEach(loader::add);
        run(current, className, methodName);
        if (classes.size() == 1) {
            loader.forgetFile(className);
        }
    }

    private void run(Evaluation evaluation, String className, String methodName) {
        var lost = redeclared.get();
        run(evaluation, () -> {
            lost.forEach(resource -> evaluation.note(resource.close()));
            evaluation.returned(call(className, methodName));
        });
    }

    /// Closes these in the cell's task.
    void close(Evaluation evaluation, List<HeldResources.Lost> lost) {
        if (!lost.isEmpty()) {
            run(evaluation, () -> lost.forEach(resource -> evaluation.note(resource.close())));
        }
    }

    private void run(Evaluation evaluation, Action code) {
        compiling.unlock();
        try {
            evaluation.runner().call(() -> {
                code.run();
                return null;
            });
        } catch (UndeclaredThrowableException e) {
            evaluation.threw(e.getUndeclaredThrowable());
        } catch (Throwable e) {
            evaluation.threw(e);
        } finally {
            compiling.lock();
            current = evaluation;
        }
    }

    private Object call(String className, String methodName) throws Exception {
        Method method = loader.loadClass(className).getDeclaredMethod(methodName);
        method.setAccessible(true);
        try {
            var returned = method.invoke(null);
            var shown = Shown.take();
            return shown == null ? returned : shown;
        } catch (OutOfMemoryError e) {
            Ballast.giveUp();
            throw e;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                Ballast.giveUp();
            }
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case Throwable cause -> throw new UndeclaredThrowableException(cause);
            }
        }
    }

    @Override
    public String varValue(String className, String varName) {
        return "";
    }

    @Override
    public void addToClasspath(String path) {
        Arrays.stream(path.split(File.pathSeparator)).filter(p -> !p.isEmpty()).map(Path::of).forEach(jars::add);
    }

    /// The static field that holds a variable.
    Field field(String className, String name) throws ReflectiveOperationException {
        Field field = loader.loadClass(className).getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
