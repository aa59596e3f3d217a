package io.weft.jupyter.live;

import com.google.gson.JsonObject;
import io.weft.jupyter.display.MimeBundle;
import io.weft.jupyter.message.UpdateDisplayData;
import io.weft.jupyter.output.CellPlace;
import io.weft.loop.Task;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A display that follows one future: each second at first, less often later, and when it ends.
final class FutureView {

    /// So that the display has been sent when it is updated.
    private static final long SOON_MILLIS = 50;

    private final Future<?> future;
    private final CellPlace place;
    private final ScheduledExecutorService looks;
    private final Function<Object, MimeBundle> bundle;
    private final String displayId = UUID.randomUUID().toString();
    private final long beganNanos = System.nanoTime();
    private final CellPlace.Ending ending = _ -> lastOfCell();
    private final FutureText first;
    /// Whether its end shows. Guarded by this.
    private boolean over;

    FutureView(Future<?> future, CellPlace place, ScheduledExecutorService looks,
            Function<Object, MimeBundle> bundle) {
        this.future = future;
        this.place = place;
        this.looks = looks;
        this.bundle = bundle;
        this.first = text();
        place.atEnd(ending);
        lookAgain();
        awaitEnd();
    }

    String displayId() {
        return displayId;
    }

    FutureText first() {
        return first;
    }

    private void awaitEnd() {
        switch (future) {
            case Task<?> task -> task.onDone(_ -> ended());
            case CompletionStage<?> stage -> stage.whenComplete((_, _) -> ended());
            // Nothing calls back: a task waits.
            default -> place.start("watch " + future.getClass().getSimpleName(), () -> {
                try {
                    future.get();
                } catch (ExecutionException | CancellationException _) {
                    // The display says so.
                } finally {
                    ended();
                }
            });
        }
    }

    private void ended() {
        looks.schedule(this::showEnd, SOON_MILLIS, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> showEnd() {
        var shown = new CompletableFuture<Void>();
        if (future.state() == Future.State.SUCCESS) {
            place.start("show " + name(), this::showLast).onDone(_ -> shown.complete(null));
        } else {
            showLast();
            shown.complete(null);
        }
        return shown;
    }

    private String name() {
        return future instanceof Task<?> task ? task.name() : future.getClass().getSimpleName();
    }

    private void showLast() {
        var text = text();
        synchronized (this) {
            if (over) {
                return;
            }
            over = future.isDone();
        }
        place.forget(ending);
        publish(text);
    }

    private void lookAgain() {
        long wait = Math.max(1, seconds() / 10);
        looks.schedule(() -> {
            if (!future.isDone()) {
                publish(text());
                lookAgain();
            }
        }, wait, TimeUnit.SECONDS);
    }

    /// A value's code that takes too long does not hold up the cell's reply.
    private void lastOfCell() {
        if (future.isDone()) {
            showEnd().orTimeout(2, TimeUnit.SECONDS).exceptionally(_ -> null).join();
        }
    }

    private FutureText text() {
        return FutureText.of(future, seconds(), bundle);
    }

    private void publish(FutureText text) {
        place.publish(new UpdateDisplayData(text.data(), new JsonObject(), displayId));
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos);
    }
}
