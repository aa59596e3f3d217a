package io.weft.jupyter.display;

import io.weft.jupyter.comm.Comms;
import io.weft.jupyter.magic.ForeignMagics;
import io.weft.jupyter.message.Publication;
import io.weft.loop.Cancelled;
import io.weft.trace.Bars;
import io.weft.trace.Timeline;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/// The kernel as libraries made for JJava see it: they find it through [BaseKernel#notebookKernel()] or an [Extension], and
/// use its renderer, displays and magics. Its transport and messages are not used.
public final class JJavaBridge extends BaseKernel {

    private final Consumer<Publication> publisher;
    private final ClassLoader cells;
    private final UnaryOperator<Object> evaluator;
    private final boolean loadsExtensions;

    /// @param version   of the kernel
    /// @param publisher publishes for the cell of the current thread
    /// @param evaluator evaluates code in the session and gives its value
    /// @param cells     loads the cells' classes, and finds extensions
    /// @param comms     what its comms go over
    /// @param loadsExtensions whether extensions are installed
    public JJavaBridge(String version, Consumer<Publication> publisher, UnaryOperator<Object> evaluator,
            ClassLoader cells, Comms comms, boolean loadsExtensions) {
        super("weft", version, new LanguageInfo.Builder("java").version(System.getProperty("java.version")).build(),
                List.of(), null, new BridgedIO(publisher), new BridgedComms(comms), new Rendering(),
                new MagicParser("(?<=(?:\\r|\\n|^))%", "%%", new MagicTranspiler()), new MagicsRegistry(),
                loadsExtensions,
                new StringStyler.Builder().build());
        this.publisher = publisher;
        this.evaluator = evaluator;
        this.cells = cells;
        this.loadsExtensions = loadsExtensions;
        picture(Timeline.class, Timeline::toSvg);
        picture(Bars.class, Bars::toSvg);
    }

    /// Makes it the kernel that libraries find, and installs the extensions on the class path.
    public void start() {
        onStartup();
    }

    /// Installs those extensions that this loader finds and that are not there yet.
    ///
    /// @return their class names
    public List<String> newExtensions(ClassLoader loader) {
        var before = Set.copyOf(extensions.keySet());
        if (loadsExtensions) {
            installExtensions(loader);
        }
        return extensions.keySet().stream().filter(name -> !before.contains(name)).sorted().toList();
    }

    /// The magics that libraries registered.
    public ForeignMagics foreignMagics() {
        return new Registered();
    }

    /// The forms of a value that front ends show. Calls its `toString`, so it belongs into the cell's task.
    ///
    /// @throws NotShown if that throws
    public MimeBundle bundle(Object value) {
        try {
            return MimeBundle.of(renderer.render(value));
        } catch (Cancelled e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new NotShown(value, e);
        }
    }

    /// The kernel of this JVM.
    static JJavaBridge current() {
        if (BaseKernel.notebookKernel() instanceof JJavaBridge bridge) {
            return bridge;
        }
        throw new IllegalStateException("Nothing can be displayed here: this JVM runs no notebook. Print it instead.");
    }

    /// Sends something for the cell of the current thread.
    void publish(Publication content) {
        publisher.accept(content);
    }

    private <T> void picture(Class<T> type, Function<T, String> toSvg) {
        renderer.createRegistration(type)
                .preferring(MIMEType.IMAGE_SVG)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((value, context) -> {
                    context.renderIfRequested(MIMEType.IMAGE_SVG, () -> toSvg.apply(value));
                    context.renderIfRequested(MIMEType.TEXT_PLAIN, value::toString);
                });
    }

    @Override
    public Object evalRaw(String code) {
        return evaluator.apply(code);
    }

    @Override
    public DisplayData inspect(String code, int cursor, boolean detail) {
        throw new UnsupportedOperationException("Weft answers inspect requests itself.");
    }

    @Override
    public ReplacementOptions complete(String code, int cursor) {
        throw new UnsupportedOperationException("Weft answers complete requests itself.");
    }

    @Override
    public String isComplete(String code) {
        throw new UnsupportedOperationException("Weft answers is_complete requests itself.");
    }

    @Override
    protected ClassLoader getClassLoader() {
        return cells;
    }

    private final class Registered implements ForeignMagics {

        @Override
        public Set<String> lineNames() {
            return magicsRegistry.getLineMagicNames();
        }

        @Override
        public Set<String> cellNames() {
            return magicsRegistry.getCellMagicNames();
        }

        @Override
        public Object line(String name, List<String> words) throws Exception {
            return magicsRegistry.evalLineMagic(JJavaBridge.this, name, words);
        }

        @Override
        public Object cell(String name, List<String> words, String body) throws Exception {
            return magicsRegistry.evalCellMagic(JJavaBridge.this, name, words, body);
        }
    }
}
