package io.weft.jupyter.widget;

import io.weft.jupyter.comm.CommHandler;
import io.weft.jupyter.output.CellPlace;

/// Calls a handler with a widget's value after changes, one call at a time, leaving out what was changed again meanwhile.
///
/// @param <T> the type of the value
final class Latest<T> {

    private final ValueWidget<T> widget;
    private final CellPlace place;
    // All guarded by this.
    private CommHandler<? super T> handler;
    private boolean dirty;
    private boolean handling;

    Latest(ValueWidget<T> widget, CellPlace place) {
        this.widget = widget;
        this.place = place;
    }

    synchronized void handler(CommHandler<? super T> newHandler) {
        handler = newHandler;
    }

    void changed() {
        synchronized (this) {
            dirty = handler != null;
        }
        handleNext();
    }

    private void handleNext() {
        CommHandler<? super T> by;
        synchronized (this) {
            if (handling || !dirty) {
                return;
            }
            handling = true;
            dirty = false;
            by = handler;
        }
        place.start("change of " + widget, () -> by.handle(widget.value())).onDone(_ -> {
            synchronized (this) {
                handling = false;
            }
            handleNext();
        });
    }
}
