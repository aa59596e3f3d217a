package io.weft.jupyter.session;

import com.google.gson.JsonObject;
import io.weft.jupyter.message.BadRequestException;
import io.weft.jupyter.message.CommClose;
import io.weft.jupyter.message.CommInfoReply;
import io.weft.jupyter.message.CommInfoRequest;
import io.weft.jupyter.message.CommMsg;
import io.weft.jupyter.message.CommOpen;
import io.weft.jupyter.message.CompleteRequest;
import io.weft.jupyter.message.DebugRequest;
import io.weft.jupyter.message.ErrorReply;
import io.weft.jupyter.message.ExecuteRequest;
import io.weft.jupyter.message.HistoryRequest;
import io.weft.jupyter.message.InspectRequest;
import io.weft.jupyter.message.InterruptReply;
import io.weft.jupyter.message.InterruptRequest;
import io.weft.jupyter.message.IsCompleteRequest;
import io.weft.jupyter.message.KernelInfoRequest;
import io.weft.jupyter.message.Message;
import io.weft.jupyter.message.Reply;
import io.weft.jupyter.message.Request;
import io.weft.jupyter.message.ShutdownReply;
import io.weft.jupyter.message.ShutdownRequest;
import io.weft.jupyter.message.Status;
import io.weft.jupyter.message.UnknownRequest;
import io.weft.jupyter.wire.Channel;
import io.weft.jupyter.wire.Receiver;
import io.weft.jupyter.wire.Transport;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Takes requests from the transport and has each handled on the thread that is right for it:
///
/// - cells, one after another, by the [CellQueue];
/// - questions, which a running cell must not delay, on the questions' thread;
/// - what came over the control channel, such as an interrupt, on the control thread.
public final class Kernel implements Receiver {

    private static final System.Logger LOG = System.getLogger(Kernel.class.getName());

    private final Messenger messenger = new Messenger();
    private final Session session;
    private final CellQueue cellQueue;
    private final Answers answers;
    private final ExecutorService questions = lane("weft questions");
    private final ExecutorService control = lane("weft control");
    private final Runnable end;

    /// @param version of this kernel
    /// @param end     ends the process; called when a client asked for it and was answered
    public Kernel(String version, Runnable end) {
        this.session = new Session(messenger, version);
        this.cellQueue = new CellQueue(messenger, session::execute);
        this.answers = new Answers(session.java(), version);
        this.end = end;
    }

    /// Starts to answer, through this transport.
    public void start(Transport transport) {
        messenger.connect(transport);
        messenger.publish(new Status(Status.ExecutionState.STARTING));
        session.start();
        cellQueue.start();
    }

    @Override
    public void received(Channel channel, Message message) {
        if (channel == Channel.STDIN) {
            session.input().answered(message);
        } else if (channel == Channel.SHELL && message.msgType().equals("execute_request")) {
            enqueue(message);
        } else {
            (channel == Channel.CONTROL ? control : questions).execute(() -> handle(channel, message));
        }
    }

    private void enqueue(Message message) {
        try {
            cellQueue.add(message, (ExecuteRequest) Request.parse(message));
        } catch (BadRequestException _) {
            questions.execute(() -> handle(Channel.SHELL, message));
        }
    }

    private void handle(Channel channel, Message message) {
        messenger.status(message, Status.ExecutionState.BUSY);
        boolean ends = false;
        try {
            var request = Request.parse(message);
            answer(message, request).ifPresent(reply -> messenger.reply(channel, message, reply));
            ends = request instanceof ShutdownRequest;
        } catch (BadRequestException e) {
            messenger.reply(channel, message,
                    ErrorReply.to(message, "BadRequest", e.getMessage(), List.of(e.getMessage())));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A " + message.msgType() + " failed.", e);
            messenger.reply(channel, message,
                    ErrorReply.to(message, e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of()));
        }
        messenger.status(message, Status.ExecutionState.IDLE);
        if (ends) {
            end.run();
        }
    }

    /// The answer, empty where the protocol has none.
    private Optional<Reply> answer(Message message, Request request) {
        return switch (request) {
            case KernelInfoRequest _ -> Optional.of(answers.kernelInfo());
            case CompleteRequest complete -> Optional.of(answers.complete(complete));
            case InspectRequest inspect -> Optional.of(answers.inspect(inspect));
            case IsCompleteRequest(var code) -> Optional.of(answers.isComplete(code));
            case HistoryRequest history -> Optional.of(session.history().answer(history));
            case CommInfoRequest _ -> Optional.of(new CommInfoReply(Map.of()));
            case CommOpen open -> refuse(message, open);
            case CommMsg _,CommClose _ -> Optional.empty();
            case InterruptRequest _ -> {
                session.interrupt();
                yield Optional.of(new InterruptReply());
            }
            case ShutdownRequest(var restart) -> Optional.of(new ShutdownReply(restart));
            case ExecuteRequest _ -> Optional.of(ErrorReply.to(message, "BadRequest",
                    "A cell came over the control channel: send execute_request over shell.", List.of()));
            case DebugRequest _ -> Optional.of(ErrorReply.to(message, "Unsupported",
                    "This kernel has no debugger, as its kernel_info_reply says.", List.of()));
            case UnknownRequest(var type) -> Optional.of(ErrorReply.to(message, "UnknownRequest",
                    "This kernel does not know the request '" + type + "'.", List.of()));
        };
    }

    /// No target is registered here, and so the protocol wants the comm closed again.
    private Optional<Reply> refuse(Message message, CommOpen open) {
        messenger.publish(message, new CommClose(open.commId(), new JsonObject()));
        return Optional.empty();
    }

    private static ExecutorService lane(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }
}
