package io.weft.jupyter.page;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.weft.http.server.Page;
import io.weft.http.server.PageServer;
import io.weft.jupyter.comm.CommMessage;
import io.weft.jupyter.comm.Comms;
import io.weft.jupyter.comm.OpenComm;
import io.weft.view.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Shows pages of servers in the notebook, so that what they ask their server comes over a comm and is asked here. Two scripts
/// carry it in the browser: `frame.js` in the page's frame, `relay.js` in the notebook's window.
public final class Pages {

    private static final String TARGET = "weft.page";
    private static volatile Pages current;

    private final Comms comms;
    private final String kernel;
    /// By their addresses, those of which a page was shown.
    private final Map<String, PageServer> servers = new ConcurrentHashMap<>();

    private Pages(Comms comms, String kernel) {
        this.comms = comms;
        this.kernel = kernel;
    }

    /// Pages are shown through these from now on.
    ///
    /// @param comms  what pages talk over
    /// @param kernel the id under which the notebook's server knows this kernel; empty if it is not known, and then pages are pictures of
    ///               the moment, or reach their server by themselves
    public static void install(Comms comms, String kernel) {
        current = kernel.isEmpty() ? null : new Pages(comms, kernel);
    }

    /// {@return how a page is shown}
    ///
    /// @param page what was fetched
    public static View view(Page page) {
        var pages = current;
        return pages == null ? page.view() : pages.show(page);
    }

    private View show(Page page) {
        if (servers.put(page.server().url(), page.server()) == null) {
            comms.register(TARGET, this::opened);
        }
        var id = "weft-page-" + UUID.randomUUID();
        var frame = page.talking().view(id);
        return new View(frame.mimeType(), frame.text() + "<script>(" + relay() + ")(" + quoted(id) + ", "
                + quoted(kernel) + ", " + quoted(page.server().url()) + ")</script>");
    }

    /// A page has asked for something. Called on the thread of the comms.
    private void opened(OpenComm comm, CommMessage first) {
        var server = servers.get(first.data().get("server").getAsString());
        if (server == null) {
            comm.close();
            return;
        }
        var tunnel = server.tunnel(message -> comm.send(message, new JsonObject(), List.of()), comm::close);
        comm.onMessageAtOnce((said, _) -> tunnel.received(said.data()));
        comm.onClose(_ -> tunnel.close());
    }

    private static String relay() {
        try (var in = Pages.class.getResourceAsStream("relay.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As a text of JavaScript, which does not end the script element either.
    private static String quoted(String text) {
        return new Gson().toJson(text);
    }
}
