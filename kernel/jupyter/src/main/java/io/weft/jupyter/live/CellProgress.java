package io.weft.jupyter.live;

import com.google.gson.JsonObject;
import io.weft.jupyter.message.DisplayData;
import io.weft.jupyter.message.UpdateDisplayData;
import io.weft.jupyter.output.CellPlace;
import io.weft.progress.Progress;
import io.weft.progress.ProgressDisplay;
import io.weft.progress.ProgressState;
import io.weft.progress.ProgressView;
import java.util.UUID;
import java.util.function.Supplier;

/// Shows progress bars in the cells that begin them: one output each, which is replaced as the bar moves, so that a stored notebook
/// holds the last state only.
public final class CellProgress implements ProgressDisplay {

    private final Supplier<CellPlace> here;

    /// @param here the cell of the current thread
    public CellProgress(Supplier<CellPlace> here) {
        this.here = here;
    }

    @Override
    public ProgressView open(Progress progress) {
        return new Output(here.get()).follow(progress);
    }

    @Override
    public ProgressView reopen(Progress progress, ProgressView earlier) {
        return ((Output) earlier).follow(progress);
    }

    private static final class Output implements ProgressView {

        private final CellPlace place;
        private final String displayId = UUID.randomUUID().toString();
        /// Whoever shows it; never two at a time.
        private boolean shown;
        /// Settles the bar at the cell's end; written before the bar shows.
        private volatile CellPlace.Ending ending;

        Output(CellPlace place) {
            this.place = place;
        }

        Output follow(Progress progress) {
            ending = progress::settle;
            place.atEnd(ending);
            return this;
        }

        @Override
        public void show(ProgressState state) {
            var data = new JsonObject();
            data.addProperty("text/plain", state.toString());
            data.addProperty("text/html", ProgressHtml.of(state));
            place.publish(shown
                    ? new UpdateDisplayData(data, new JsonObject(), displayId)
                    : new DisplayData(data, new JsonObject(), displayId));
            shown = true;
            if (state.phase() != ProgressState.Phase.RUNNING) {
                place.forget(ending);
            }
        }
    }
}
