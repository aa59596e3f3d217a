package io.weft.jupyter.live;

import io.weft.jupyter.display.MimeBundle;
import io.weft.jupyter.output.CellPlace;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/// The front door to live displays: what a cell calls without an import.
public final class LiveDoor {

    private static volatile Supplier<CellPlace> here;
    private static volatile Function<Object, MimeBundle> renderer;

    private LiveDoor() {}

    /// Live displays show in these places from now on.
    public static void install(Supplier<CellPlace> place, Function<Object, MimeBundle> bundle) {
        here = place;
        renderer = bundle;
    }

    /// Shows a value that is made anew again and again, each time in a task of the cell; see [Live].
    ///
    /// @param value makes what is shown: text, `html("...")`, a table, a picture
    /// @param every the time from one to the next
    /// @return the display
    /// @throws Exception what the first call of `value` throws
    public static Live live(Callable<?> value, Duration every) throws Exception {
        var place = here;
        if (place == null) {
            throw new IllegalStateException("A live display needs a notebook: make it in a cell.");
        }
        var bundle = renderer;
        return new Live(place.get(), () -> {
            var made = value.call();
            return bundle.apply(made == null ? "null" : made);
        }, every);
    }
}
