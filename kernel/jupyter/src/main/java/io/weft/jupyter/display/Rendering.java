package io.weft.jupyter.display;

import io.weft.view.View;
import io.weft.view.Viewable;
import java.awt.image.RenderedImage;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.BaseStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.util.InheritanceIterator;

/// Turns values into what front ends show. What a library registers for a type comes first, then what the kernel knows (views, pictures,
/// tables), then a text that is never longer than a page can show.
final class Rendering extends Renderer {

    /// With a rendering of their own, by whoever made it.
    private final Set<Class<?>> registered = ConcurrentHashMap.newKeySet();

    /// JJava would read an [InputStream] to its end and take it for a picture; and pictures are shown by [Picture], which bounds their size.
    @Override
    public <T> void register(Set<MIMEType> supported, Set<MIMEType> preferred, Set<Class<? extends T>> types,
            RenderFunction<T> function) {
        if (types.contains(InputStream.class)) {
            return;
        }
        super.register(supported, preferred, types, function);
        if (!types.contains(RenderedImage.class)) {
            registered.addAll(types);
        }
    }

    @Override
    public DisplayData render(Object value, Map<String, Object> params) {
        if (value instanceof DisplayData ready) {
            return ready;
        }
        var out = new DisplayData();
        if (!hasOwnRendering(value)) {
            forms(value).into(out);
            return out;
        }
        out = super.render(value, params);
        if (!out.hasDataForType(MIMEType.TEXT_PLAIN)) {
            out.putText(ValueText.of(value));
        } else if (out.getData(MIMEType.TEXT_PLAIN) instanceof CharSequence text) {
            out.putText(ValueText.cut(text.toString()));
        }
        return out;
    }

    @Override
    public DisplayData renderAs(Object value, Map<String, Object> params, String... types) {
        var out = value == null ? new DisplayData() : super.renderAs(value, params, types);
        if (!hasOwnRendering(value)) {
            var forms = forms(value);
            forms.data().forEach((type, data) -> {
                if (Forms.wanted(type, types) && !out.hasDataForType(MIMEType.parse(type))) {
                    out.putData(type, data);
                }
            });
            forms.metadata().forEach(out::putMetaData);
        }
        if (!out.hasDataForType(MIMEType.TEXT_PLAIN)) {
            out.putText(ValueText.of(value));
        }
        return out;
    }

    /// The text is added by those who call, since it may be long.
    @Override
    protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
        return data;
    }

    private boolean hasOwnRendering(Object value) {
        if (value == null || value instanceof DisplayDataRenderable) {
            return value != null;
        }
        var types = new InheritanceIterator(value.getClass());
        while (types.hasNext()) {
            if (registered.contains(types.next())) {
                return true;
            }
        }
        return false;
    }

    private static Forms forms(Object value) {
        return switch (value) {
            case null -> Forms.plain("null");
            case Forms.Source source -> source.forms();
            case View view -> Forms.of(view);
            case Viewable viewable -> Forms.of(viewable);
            case Display _ -> Forms.NONE;
            case BaseStream<?, ?> _ ->
                Forms.plain("a stream, which is not read to be shown: end it with toList(), or show"
                        + " table(stream)");
            case Object chart when isChart(chart) -> ChartDrawing.forms(chart);
            case Object picture when isPicture(picture) -> Picture.ofImage(picture).forms();
            case Object other -> Table.automatic(other)
                    .map(table -> other instanceof Map
                            ? Forms.of(Forms.HTML, table.toHtml(), ValueText.of(other))
                            : table.forms())
                    .orElseGet(() -> Forms.plain(ValueText.of(other)));
        };
    }

    /// Without loading the library for values that have nothing to do with it.
    private static boolean isChart(Object value) {
        return value.getClass().getName().startsWith("org.knowm.xchart.") && ChartDrawing.isChart(value);
    }

    /// Without loading AWT's classes for values that are none of them.
    private static boolean isPicture(Object value) {
        return value instanceof RenderedImage
                || "java.desktop".equals(value.getClass().getModule().getName()) && Picture.isImage(value);
    }
}
