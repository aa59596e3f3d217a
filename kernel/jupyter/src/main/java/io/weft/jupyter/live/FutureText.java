package io.weft.jupyter.live;

import com.google.gson.JsonObject;
import io.weft.jupyter.display.MimeBundle;
import io.weft.loop.Task;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/// How a future is doing, as text and as HTML.
///
/// @param text one line
/// @param html the same, with what the value looks like
record FutureText(String text, String html) {

    private static final String NAME = "<span style=\"font-family:var(--jp-code-font-family,monospace)\">%s</span> ";
    private static final String MARK = "<span style=\"color:%s\">%s</span>";

    /// @param seconds for how long it has been watched
    /// @param bundle  renders the value
    static FutureText of(Future<?> future, long seconds, Function<Object, MimeBundle> bundle) {
        var name = future instanceof Task<?> task ? task.name() : future.getClass().getSimpleName();
        return switch (future.state()) {
            case RUNNING -> line(name, "var(--jp-brand-color1,#1976d2)", "running" + since(seconds) + on(future));
            case CANCELLED -> line(name, "var(--jp-warn-color1,#f57c00)", "cancelled" + after(seconds));
            case FAILED -> line(name, "var(--jp-error-color1,#d32f2f)",
                    "failed" + after(seconds) + ": " + future.exceptionNow());
            case SUCCESS -> value(line(name, "var(--jp-success-color1,#388e3c)", "done" + after(seconds)),
                    future.resultNow(), bundle);
        };
    }

    static void into(DisplayData out, FutureText shown) {
        out.putText(shown.text);
        out.putHTML(shown.html);
    }

    JsonObject data() {
        var data = new JsonObject();
        data.addProperty("text/plain", text);
        data.addProperty("text/html", html);
        return data;
    }

    private static FutureText line(String name, String colour, String state) {
        return new FutureText(name + " (" + state + ")", NAME.formatted(ProgressHtml.escape(name))
                + MARK.formatted(colour, ProgressHtml.escape(state)));
    }

    private static FutureText value(FutureText line, Object value, Function<Object, MimeBundle> bundle) {
        if (value == null) {
            return line;
        }
        var data = bundle.apply(value).data();
        var plain = text(data, "text/plain");
        var html = data.has("text/html")
                ? text(data, "text/html")
                : data.has("image/svg+xml")
                        ? text(data, "image/svg+xml")
                        : data.has("image/png")
                                ? "<img src=\"data:image/png;base64," + text(data, "image/png") + "\">"
                                : "<pre style=\"margin:0.2em 0\">" + ProgressHtml.escape(plain) + "</pre>";
        return new FutureText(line.text + ": " + plain, line.html + html);
    }

    private static String text(JsonObject data, String type) {
        var value = data.get(type);
        return value == null ? "" : value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    private static String since(long seconds) {
        return seconds == 0 ? "" : ", " + seconds + " s";
    }

    private static String after(long seconds) {
        return seconds == 0 ? "" : " after " + seconds + " s";
    }

    private static String on(Future<?> future) {
        return future instanceof Task<?> task && task.waitingFor() != null ? ", waits for " + task.waitingFor() : "";
    }
}
