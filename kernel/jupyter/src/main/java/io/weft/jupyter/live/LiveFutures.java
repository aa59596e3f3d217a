package io.weft.jupyter.live;

import io.weft.jupyter.display.MimeBundle;
import io.weft.jupyter.output.CellPlace;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/// Shows tasks and futures that have not ended as displays that follow them.
public final class LiveFutures {

    private final Supplier<CellPlace> here;
    private final Function<Object, MimeBundle> bundle;
    /// Looks at them while they go on; the last look at an end is a task of the cell, since it calls the value's code.
    private final ScheduledThreadPoolExecutor looks = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("weft live").factory());

    /// @param here   the cell of the current thread, null if there is none
    /// @param bundle renders the value of one that has ended
    public LiveFutures(Supplier<CellPlace> here, Function<Object, MimeBundle> bundle) {
        this.here = here;
        this.bundle = bundle;
        looks.setRemoveOnCancelPolicy(true);
    }

    /// From now on futures are shown live.
    public void register(Renderer renderer) {
        renderer.createRegistration(Future.class)
                .preferring("text/html")
                .supporting("text/plain")
                .register(this::show);
    }

    private void show(Future<?> future, RenderContext context) {
        var out = context.getOutputContainer();
        var place = here.get();
        if (future.isDone() || place == null) {
            FutureText.into(out, FutureText.of(future, 0, bundle));
        } else {
            var view = new FutureView(future, place, looks, bundle);
            FutureText.into(out, view.first());
            out.setDisplayId(view.displayId());
        }
    }
}
