package io.weft.jupyter.session;

import com.google.gson.JsonObject;
import io.weft.jupyter.message.InputRequest;
import io.weft.jupyter.message.Message;
import io.weft.jupyter.message.Publication;
import io.weft.jupyter.message.Reply;
import io.weft.jupyter.message.Sender;
import io.weft.jupyter.message.Status;
import io.weft.jupyter.wire.Channel;
import io.weft.jupyter.wire.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Says things to clients. The order of the calls is the order on the wire. Any thread but the transport's own, before [#connect(Transport)] included:
/// who is early waits for the connection.
final class Messenger {

    private final Sender sender = Sender.create();
    private final CompletableFuture<Transport> transport = new CompletableFuture<>();

    void connect(Transport connected) {
        transport.complete(connected);
    }

    void publish(Message cause, Publication content) {
        transport.join().send(Channel.IOPUB, sender.publish(cause, content));
    }

    /// @param buffers binary data behind the message
    void publish(Message cause, Publication content, JsonObject metadata, List<byte[]> buffers) {
        transport.join()
                .send(Channel.IOPUB,
                        sender.publish(cause, content).withMetadata(metadata).withBuffers(buffers));
    }

    void publish(Publication content) {
        transport.join().send(Channel.IOPUB, sender.publish(content));
    }

    void status(Message cause, Status.ExecutionState state) {
        publish(cause, new Status(state));
    }

    void reply(Channel channel, Message request, Reply content) {
        transport.join().send(channel, sender.reply(request, content));
    }

    /// Asks the client of a request for a line.
    ///
    /// @return the id of the question, which the answer names as its parent
    String prompt(Message request, InputRequest content) {
        var question = sender.prompt(request, content);
        transport.join().send(Channel.STDIN, question);
        return question.header().msgId();
    }
}
