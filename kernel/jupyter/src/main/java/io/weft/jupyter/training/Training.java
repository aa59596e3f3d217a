package io.weft.jupyter.training;

import com.google.gson.JsonObject;
import io.weft.jupyter.wire.Channel;
import io.weft.jupyter.wire.Client;
import io.weft.jupyter.wire.ConnectionInfo;
import io.weft.jupyter.wire.TransportException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

/// Runs a kernel in this JVM and typical cells over its real sockets. The JVM is started so that it records what it
/// loads and compiles, and writes the cache when it ends.
public final class Training {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /// The second shows the JVM what is used more than once; each costs whoever installs some seconds.
    private static final int ROUNDS = 2;

    private Training() {}

    /// @param kernel starts one that listens there
    /// @return 0, or 1 if it could not be done; one line then says why
    public static int run(Consumer<ConnectionInfo> kernel, PrintStream err) {
        // What cells print goes to their client; what this line says, to whoever trains.
        try {
            var info = Client.freePorts();
            kernel.accept(info);
            try (var client = new Client(info, TIMEOUT)) {
                train(client);
            }
            return 0;
        } catch (IOException | TransportException e) {
            err.println("The training run failed: " + e.getMessage());
            return 1;
        }
    }

    private static void train(Client client) throws IOException {
        client.ask(Channel.SHELL, "kernel_info_request", new JsonObject());
        client.ask(Channel.CONTROL, "kernel_info_request", new JsonObject());
        for (int round = 0; round < ROUNDS; round++) {
            for (var cell : TypicalCells.all()) {
                if (!execute(client, cell)) {
                    throw new IOException("the typical cell '" + cell.lines().findFirst().orElse("") + "' failed");
                }
            }
            for (var cell : TypicalCells.failing()) {
                execute(client, cell);
            }
            question(client, "complete_request", "points.", 7);
            question(client, "inspect_request", "println", 5);
            var code = new JsonObject();
            code.addProperty("code", "for (;;) {");
            client.ask(Channel.SHELL, "is_complete_request", code);
        }
        client.ask(Channel.CONTROL, "interrupt_request", new JsonObject());
    }

    private static boolean execute(Client client, String cell) throws IOException {
        var content = new JsonObject();
        content.addProperty("code", cell);
        content.addProperty("silent", false);
        // A cell of the training is nothing that a user wants to find in the history.
        content.addProperty("store_history", false);
        content.add("user_expressions", new JsonObject());
        content.addProperty("allow_stdin", false);
        content.addProperty("stop_on_error", true);
        var reply = client.ask(Channel.SHELL, "execute_request", content);
        client.published();
        return reply.content().get("status").getAsString().equals("ok");
    }

    private static void question(Client client, String type, String code, int cursor) throws IOException {
        var content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("cursor_pos", cursor);
        content.addProperty("detail_level", 0);
        client.ask(Channel.SHELL, type, content);
    }
}
