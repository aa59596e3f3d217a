package io.weft.jupyter.live;

import com.google.gson.JsonObject;
import io.weft.jupyter.display.MimeBundle;
import io.weft.jupyter.message.DisplayData;
import io.weft.jupyter.message.UpdateDisplayData;
import io.weft.jupyter.output.CellPlace;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import io.weft.loop.TimedOut;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// A display that is made anew again and again: a snapshot of a queue, a pool, a set of results. It goes on until it is closed, or
/// until its cell and all that the cell started have ended; a cell's end shows it once more. What looks the same is not sent again.
public final class Live implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Live.class.getName());
    /// How long the end of a cell waits for a last picture.
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /// The tasks that only make pictures, and so give no reason to make more.
    private static final Set<Task<?>> PAINTERS = ConcurrentHashMap.newKeySet();

    private final CellPlace place;
    private final Callable<MimeBundle> picture;
    private final Duration every;
    private final String displayId = UUID.randomUUID().toString();
    private final Task<Void> task;
    private final CellPlace.Ending ending = _ -> lastOfCell();
    private volatile boolean cellEnded;
    /// What shows; only tasks of the session's loop.
    private JsonObject shown;

    /// Shows a first picture at once, in the calling task.
    ///
    /// @param picture makes one
    /// @param every   the time from one to the next
    Live(CellPlace place, Callable<MimeBundle> picture, Duration every) throws Exception {
        if (!every.isPositive()) {
            throw new IllegalArgumentException(
                    "live(..., " + every + "): the time must be longer than zero, for example seconds(1).");
        }
        this.place = place;
        this.picture = picture;
        this.every = every;
        paint();
        place.atEnd(ending);
        this.task = place.start("live display", this::paintOnAndOn);
        PAINTERS.add(task);
        task.onDone(PAINTERS::remove);
    }

    /// Shows a picture of now.
    ///
    /// @throws Exception what making it throws
    public void refresh() throws Exception {
        paint();
    }

    /// Ends it; what shows stays. Any thread; does not wait.
    @Override
    public void close() {
        place.forget(ending);
        task.cancel("The live display was closed.");
    }

    private void paintOnAndOn() throws Exception {
        do {
            Sleep.sleep(every);
            paint();
        } while (!cellEnded || place.goesOnBeside(PAINTERS));
    }

    private void paint() throws Exception {
        var bundle = picture.call();
        if (shown == null) {
            place.publish(new DisplayData(bundle.data(), bundle.metadata(), displayId));
        } else if (!bundle.data().equals(shown)) {
            place.publish(new UpdateDisplayData(bundle.data(), bundle.metadata(), displayId));
        }
        shown = bundle.data();
    }

    private void lastOfCell() {
        cellEnded = true;
        if (task.isDone()) {
            return;
        }
        var last = place.start("last picture of a live display", this::paint);
        PAINTERS.add(last);
        last.onDone(PAINTERS::remove);
        try {
            last.observe().join(PATIENCE);
        } catch (TimedOut _) {
            LOG.log(Level.DEBUG, "The last picture of a live display took too long; the cell ends without it.");
        } catch (RuntimeException e) {
            // Its next turn fails alike, and is reported.
            LOG.log(Level.DEBUG, "The last picture of a live display failed.", e);
        }
    }

    @Override
    public String toString() {
        return "live display" + (task.isDone() ? " (ended)" : "");
    }
}
