package io.weft.jupyter.session;

import com.google.gson.JsonObject;
import io.weft.jupyter.cell.JavaSession;
import io.weft.jupyter.install.Settings;
import io.weft.jupyter.message.BadRequestException;
import io.weft.jupyter.message.CommClose;
import io.weft.jupyter.message.CommInfoReply;
import io.weft.jupyter.message.CommInfoRequest;
import io.weft.jupyter.message.CommMsg;
import io.weft.jupyter.message.CommOpen;
import io.weft.jupyter.message.CompleteRequest;
import io.weft.jupyter.message.ConnectReply;
import io.weft.jupyter.message.ConnectRequest;
import io.weft.jupyter.message.CreateSubshellRequest;
import io.weft.jupyter.message.DebugRequest;
import io.weft.jupyter.message.DeleteSubshellRequest;
import io.weft.jupyter.message.ErrorReply;
import io.weft.jupyter.message.ExecuteRequest;
import io.weft.jupyter.message.HistoryRequest;
import io.weft.jupyter.message.InspectRequest;
import io.weft.jupyter.message.InterruptReply;
import io.weft.jupyter.message.InterruptRequest;
import io.weft.jupyter.message.IopubWelcome;
import io.weft.jupyter.message.IsCompleteRequest;
import io.weft.jupyter.message.KernelInfoRequest;
import io.weft.jupyter.message.ListSubshellRequest;
import io.weft.jupyter.message.Message;
import io.weft.jupyter.message.Reply;
import io.weft.jupyter.message.Request;
import io.weft.jupyter.message.ShutdownReply;
import io.weft.jupyter.message.ShutdownRequest;
import io.weft.jupyter.message.Status;
import io.weft.jupyter.message.UnknownRequest;
import io.weft.jupyter.message.UsageRequest;
import io.weft.jupyter.wire.Channel;
import io.weft.jupyter.wire.Receiver;
import io.weft.jupyter.wire.Transport;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Takes requests from the transport and has each handled on the thread that is right for it:
///
/// - cells by the [CellQueue] of their shell, those of one shell one after another;
/// - questions, which a running cell must not delay, on the questions' thread;
/// - what comes over comms, in order, on the comms' thread;
/// - what came over the control channel, such as an interrupt, on the control thread.
public final class Kernel implements Receiver {

    private static final System.Logger LOG = System.getLogger(Kernel.class.getName());

    /// For the last cells to reach the history's file.
    private static final Duration HISTORY_LIMIT = Duration.ofMillis(250);

    private final Messenger messenger = new Messenger();
    private final Session session;
    private final Subshells shells;
    private final ControlPlane controlPlane;
    private final Answers answers;
    private final ExecutorService questions = lane("weft questions");
    private final ExecutorService control = lane("weft control");
    private final ExecutorService comms = lane("weft comms");
    private final Runnable end;

    /// @param java    of the cells
    /// @param version of this kernel
    /// @param id      under which the notebook's server knows it; empty if it is not known
    /// @param ports   where it listens
    /// @param end     ends the process; called when a client asked for it and was answered
    public Kernel(Settings settings, JavaSession java, String version, String id, ConnectReply ports, Runnable end) {
        this.session = new Session(messenger, settings, java, version, id);
        this.shells = new Subshells(messenger, session::execute);
        this.controlPlane = new ControlPlane(shells, ports);
        this.answers = new Answers(session.java(), session.magics(), version);
        this.end = end;
    }

    /// Starts to answer, through this transport.
    public void start(Transport transport) {
        messenger.connect(transport);
        messenger.publish(new Status(Status.ExecutionState.STARTING));
        session.start();
        shells.start();
    }

    @Override
    public void received(Channel channel, Message message) {
        if (channel == Channel.STDIN) {
            session.input().answered(message);
        } else if (channel == Channel.SHELL && message.msgType().equals("execute_request")) {
            enqueue(message);
        } else {
            lane(channel, message).execute(() -> handle(channel, message));
        }
    }

    private Executor lane(Channel channel, Message message) {
        if (message.msgType().startsWith("comm_")) {
            return comms;
        }
        if (message.msgType().equals("history_request")) {
            return session.history().thread();
        }
        return channel == Channel.CONTROL ? control : questions;
    }

    /// A new subscriber learns that it misses nothing from now on.
    @Override
    public void subscribed(String topic) {
        control.execute(() -> messenger.publish(new IopubWelcome(topic)));
    }

    private void enqueue(Message message) {
        try {
            var request = (ExecuteRequest) Request.parse(message);
            var shell = shells.of(message.header().subshellId());
            if (shell.isPresent()) {
                shell.get().add(message, request);
                return;
            }
        } catch (BadRequestException _) {
            // Parsed again below, where the sentence becomes the reply.
        }
        questions.execute(() -> handle(Channel.SHELL, message));
    }

    private void handle(Channel channel, Message message) {
        messenger.status(message, Status.ExecutionState.BUSY);
        boolean ends = false;
        try {
            var request = Request.parse(message);
            answer(channel, message, request).ifPresent(reply -> messenger.reply(channel, message, reply));
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
            session.history().close(HISTORY_LIMIT);
            end.run();
        }
    }

    /// The answer, empty where the protocol has none.
    private Optional<Reply> answer(Channel channel, Message message, Request request) {
        var subshell = message.header().subshellId();
        if (channel == Channel.SHELL && shells.of(subshell).isEmpty()) {
            return Optional.of(ControlPlane.unknownShell(message, subshell));
        }
        return switch (request) {
            case KernelInfoRequest _ -> Optional.of(answers.kernelInfo());
            case CompleteRequest complete -> Optional.of(answers.complete(complete));
            case InspectRequest inspect -> Optional.of(answers.inspect(inspect));
            case IsCompleteRequest(var code) -> Optional.of(answers.isComplete(code));
            case HistoryRequest history -> Optional.of(session.history().answer(history));
            case CommInfoRequest(var target) -> Optional.of(new CommInfoReply(session.comms().targetsById(target)));
            case CommOpen open -> open(message, open);
            case CommMsg said -> {
                if (!session.comms().received(message, said) && message.metadata().has("target_name")) {
                    messenger.publish(message, new CommClose(said.commId(), new JsonObject()));
                }
                yield Optional.empty();
            }
            case CommClose closed -> {
                session.comms().closed(message, closed);
                yield Optional.empty();
            }
            case InterruptRequest _ -> {
                session.interrupt(subshell);
                yield Optional.of(new InterruptReply());
            }
            case ShutdownRequest(var restart) -> Optional.of(new ShutdownReply(restart));
            case ExecuteRequest _ -> Optional.of(ErrorReply.to(message, "BadRequest",
                    "A cell came over the control channel: send execute_request over shell.", List.of()));
            case CreateSubshellRequest _ -> Optional.of(controlPlane.createSubshell(channel, message));
            case DeleteSubshellRequest(var id) -> Optional.of(controlPlane.deleteSubshell(channel, message, id));
            case ListSubshellRequest _ -> Optional.of(controlPlane.listSubshells(channel, message));
            case ConnectRequest _ -> Optional.of(controlPlane.ports());
            case UsageRequest _ -> Optional.of(Usage.now());
            case DebugRequest debug -> Optional.of(ControlPlane.debug(debug));
            case UnknownRequest(var type) -> Optional.of(ErrorReply.to(message, "UnknownRequest",
                    "This kernel does not know the request '" + type + "'.", List.of()));
        };
    }

    /// Where no target is registered, the protocol wants the comm closed again.
    private Optional<Reply> open(Message message, CommOpen open) {
        if (!session.comms().opened(message, open)) {
            messenger.publish(message, new CommClose(open.commId(), new JsonObject()));
        }
        return Optional.empty();
    }

    private static ExecutorService lane(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }
}
