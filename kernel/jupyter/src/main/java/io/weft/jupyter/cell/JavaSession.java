package io.weft.jupyter.cell;

import io.weft.process.ClassSource;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.execution.LocalExecutionControlProvider;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionEnv;

/// The Java side of a kernel: evaluates cells with JShell in this JVM and answers what front ends ask about code.
///
/// One lock guards JShell. It is held while source is compiled or analysed, not while user code runs; so completion
/// works during a cell, and a cell may evaluate another. Every method may be called from any thread; two cells
/// evaluated at once take turns snippet by snippet.
///
/// Expressions and statements are dropped from JShell once they have run, which keeps the cost of a cell flat: there
/// is no `$1` to refer to. Their classes stay, so lambdas which they stored go on working.
public final class JavaSession implements AutoCloseable {

    /// Longer than programs wait between two cells, shorter than people.
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final String IO = "import static java.lang.IO.*;";

    /// So that a lambda of a cell can go to a worker process, whatever interface it implements. An option that `javac` has for
    /// itself and does not document.
    private static final String SERIALIZABLE_LAMBDAS = "-XDforceSerializable";

    private final ReentrantLock compiling = new ReentrantLock();
    private final Activity asked = new Activity();
    private final CellTrace trace = new CellTrace();
    private final JarLoader jars;
    private final CellLoader loader;
    private final CellControl control;
    private final CompletableFuture<Compiler> compiler;
    private final OfferedTypes offered;
    private final TypeIndex index;
    private final Documented documented;
    private final RecentCompletions recent = new RecentCompletions();

    /// @param parent the class loader in which cells find the kernel and its libraries
    /// @param imports further import declarations for every cell, such as `import static io.weft.Weft.*;`; if one of them does not
    ///        compile, no cell does
    public JavaSession(ClassLoader parent, List<String> imports) {
        this(parent, imports, List.of());
    }

    /// @param parent the class loader in which cells find the kernel and its libraries
    /// @param imports further import declarations for every cell, such as `import static io.weft.Weft.*;`
    /// @param types the qualified names of types that a cell may name without an import
    public JavaSession(ClassLoader parent, List<String> imports, List<String> types) {
        this(parent, imports, types, List.of(), Runnable::run);
        compiler().indexing().countDown();
    }

    private JavaSession(ClassLoader parent, List<String> imports, List<String> types, List<String> options,
            Executor starter) {
        Ballast.take();
        offered = new OfferedTypes(types);
        jars = new JarLoader(parent);
        loader = new CellLoader(jars, trace::lines);
        control = new CellControl(compiling, jars, loader, this::recordClasses);
        index = new TypeIndex(loader);
        documented = new Documented(new SourceFiles(loader), offered, index);
        var all = Stream.concat(Stream.of(IO), imports.stream()).toList();
        compiler = CompletableFuture.supplyAsync(() -> start(options, new FrontDoor(parent, all), all), starter);
    }

    /// A session that makes its compiler in a thread of its own, a third of a second of work. Calls that need it wait for it. When nothing waits, it compiles and
    /// runs a first cell for itself, so that the user's first one does not pay for what only the first one needs.
    ///
    /// The first parameters are those of [#JavaSession(ClassLoader, List, List)].
    ///
    /// @param options for the compiler, such as `-Xlint:deprecation`
    public static JavaSession inBackground(ClassLoader parent, List<String> imports, List<String> types,
            List<String> options) {
        Executor starter = task -> Thread.ofPlatform().daemon().name("weft start").start(task);
        var session = new JavaSession(parent, imports, types, options, starter);
        session.compiler.thenRunAsync(session::warmUp, starter);
        return session;
    }

    /// What needs the compiler to be there. Guarded by the session's lock, once it is made.
    ///
    /// @param indexing holds JShell's index of packages, for completion, back: a fifth of a second of work
    private record Compiler(JShell shell, CellEvaluator evaluator, CountDownLatch indexing) {}

    private Compiler start(List<String> options, FrontDoor frontDoor, List<String> imports) {
        var indexing = new CountDownLatch(1);
        ShellInside.holdIndexing(indexing);
        var shell = JShell.builder()
                .executionEngine(new OwnControl(), Map.of())
                .fileManager(AddedFirst::new)
                .compilerOptions(
                        Stream.concat(Stream.of(SERIALIZABLE_LAMBDAS), options.stream()).toArray(String[]::new))
                .build();
        var evaluator = new CellEvaluator(shell, control, trace,
                new Hints(shell.sourceCodeAnalysis(), index, frontDoor), frontDoor);
        compiling.lock();
        try {
            evaluator.startWith(imports);
        } finally {
            compiling.unlock();
        }
        return new Compiler(shell, evaluator, indexing);
    }

    /// A cell that came meanwhile goes first, and warms up itself what it needs. Declarations go other ways through the compiler than
    /// expressions; what they need waits until the user pauses, since it would hold up whatever comes.
    private void warmUp() {
        try {
            var made = compiler();
            if (asked.isIdle() && compiling.tryLock()) {
                try {
                    made.evaluator().eval(new CellSource("warm-up", "1+1"), SnippetRunner.inline());
                } finally {
                    compiling.unlock();
                }
            }
            asked.awaitPause(PAUSE);
            compiling.lock();
            try {
                made.shell().sourceCodeAnalysis().sourceToSnippets("int x;");
                made.indexing().countDown();
            } finally {
                compiling.unlock();
            }
        } catch (InterruptedException _) {
            // Cells warm up what they need.
        }
    }

    private Compiler compiler() {
        try {
            return compiler.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// Takes the lock, when the compiler is there.
    private Compiler lock() {
        asked.begin();
        try {
            var made = compiler();
            compiling.lock();
            return made;
        } catch (RuntimeException | Error e) {
            asked.end();
            throw e;
        }
    }

    private void unlock() {
        compiling.unlock();
        asked.end();
    }

    /// Evaluates the snippets of a cell in order, up to the first that fails. A cell that
    /// ends too early, or from some place on cannot be split into snippets, runs nothing.
    ///
    /// The calling thread compiles; the runner runs. Exceptions of user code are in the outcome, never thrown.
    public CellOutcome eval(CellSource cell, SnippetRunner runner) {
        var compiler = lock();
        try {
            importOffered(cell.text());
            return compiler.evaluator().eval(cell, runner);
        } finally {
            unlock();
        }
    }

    /// Evaluates a single expression that declares nothing, such as a user expression of an execute request.
    public CellOutcome evalExpression(String expression, SnippetRunner runner) {
        var compiler = lock();
        try {
            importOffered(expression);
            return compiler.evaluator().evalExpression(new CellSource("expression", expression), runner);
        } finally {
            unlock();
        }
    }

    /// The report of an exception from cell code, now or later. Calls the exception's `getMessage`, so it belongs
    /// into the cell's task.
    public ErrorReport report(Throwable thrown) {
        return ThrownReport.of(thrown, trace);
    }

    /// What could stand at the cursor.
    ///
    /// @param cursor in UTF-16 units
    public Completion complete(String code, int cursor) {
        var compiler = lock();
        try {
            importNamed(offered.base());
            compiler.indexing().countDown();
            return new Completer(compiler.shell(), offered, index, recent.at(control.changes())).complete(code, cursor);
        } finally {
            unlock();
        }
    }

    /// Describes what stands at the cursor; empty where nothing is known.
    ///
    /// @param cursor in UTF-16 units
    /// @param detail 0 for signatures with the first sentences of their documentation, 1 for all of it, and the source
    public Optional<Inspection> inspect(String code, int cursor, int detail) {
        var compiler = lock();
        try {
            importOffered(code);
            return new Inspector(compiler.shell(), control, documented).inspect(code, cursor, detail);
        } finally {
            unlock();
        }
    }

    /// Whether the code could be run as it is.
    public Completeness completeness(String code) {
        var compiler = lock();
        try {
            return Completeness.of(compiler.shell().sourceCodeAnalysis(), code);
        } finally {
            unlock();
        }
    }

    /// Makes jars and folders visible to the cells that follow.
    public void addToClasspath(List<Path> entries) {
        var compiler = lock();
        try {
            compiler.shell()
                    .addToClasspath(
                            entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            entries.forEach(index::add);
            control.changed();
        } finally {
            unlock();
        }
    }

    /// The types that an import could name.
    TypeIndex types() {
        return index;
    }

    /// What [#addToClasspath] has added, in its order.
    public List<Path> classpath() {
        return jars.entries();
    }

    /// What the cells have declared and not replaced since.
    public Declared declarations() {
        var compiler = lock();
        try {
            return Declared.of(compiler.shell(), control);
        } finally {
            unlock();
        }
    }

    /// Whether a cell has declared a variable of this name.
    public boolean hasVariable(String name) {
        var compiler = lock();
        try {
            return compiler.shell().variables().anyMatch(variable -> variable.name().equals(name));
        } finally {
            unlock();
        }
    }

    /// Forgets what cells have declared and imported. Objects live on where something still refers to them, such as a task.
    public void reset() {
        var compiler = lock();
        try {
            compiler.evaluator().reset();
            offered.reset();
            control.changed();
        } finally {
            unlock();
        }
    }

    /// The loader of the libraries that were added; where their services are looked for.
    public ClassLoader libraries() {
        return jars;
    }

    /// The loader of the cells' classes and of the libraries added since.
    public ClassLoader loader() {
        return loader;
    }

    /// What worker processes need of this session: the classes of its cells, and the libraries added since it began.
    public ClassSource classSource() {
        return new ShippedClasses(loader, jars);
    }

    @Override
    public void close() {
        compiler().indexing().countDown();
        compiler().shell().close();
    }

    private void importOffered(String source) {
        importNamed(offered.importsFor(source));
    }

    private void importNamed(List<String> declarations) {
        declarations.forEach(compiler().evaluator()::addImport);
    }

    private void recordClasses() {
        trace.record(compiler().shell(), control.current());
    }

    private final class OwnControl extends LocalExecutionControlProvider {
        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }
}
