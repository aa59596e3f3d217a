package io.weft.jupyter.session;

import io.weft.jupyter.message.ConnectReply;
import io.weft.jupyter.message.CreateSubshellReply;
import io.weft.jupyter.message.DebugReply;
import io.weft.jupyter.message.DebugRequest;
import io.weft.jupyter.message.DeleteSubshellReply;
import io.weft.jupyter.message.ErrorReply;
import io.weft.jupyter.message.ListSubshellReply;
import io.weft.jupyter.message.Message;
import io.weft.jupyter.message.Reply;
import io.weft.jupyter.wire.Channel;
import java.util.List;

/// Answers requests about the kernel itself: its shells, its ports, its debugger, which it has not.
final class ControlPlane {

    private static final String DEBUG_INFO = "debugInfo";

    private final Subshells shells;
    private final ConnectReply ports;

    ControlPlane(Subshells shells, ConnectReply ports) {
        this.shells = shells;
        this.ports = ports;
    }

    ConnectReply ports() {
        return ports;
    }

    Reply createSubshell(Channel channel, Message message) {
        return channel == Channel.CONTROL ? new CreateSubshellReply(shells.create()) : wrongChannel(message);
    }

    Reply deleteSubshell(Channel channel, Message message, String id) {
        if (channel != Channel.CONTROL) {
            return wrongChannel(message);
        }
        return shells.delete(id) ? new DeleteSubshellReply() : unknownShell(message, id);
    }

    Reply listSubshells(Channel channel, Message message) {
        return channel == Channel.CONTROL ? new ListSubshellReply(shells.ids()) : wrongChannel(message);
    }

    static Reply debug(DebugRequest request) {
        return request.command().equals(DEBUG_INFO) ? DebugReply.info(request) : DebugReply.unsupported(request);
    }

    /// What a request is told that names a shell which is not there.
    static Reply unknownShell(Message message, String id) {
        return error(message, "UnknownSubshell", "There is no subshell '" + id
                + "' (never created, or deleted): create one with create_subshell_request, or name none.");
    }

    private static Reply wrongChannel(Message message) {
        return error(message, "BadRequest", "A " + message.msgType()
                + " came over the shell channel: send it over control.");
    }

    private static Reply error(Message message, String name, String sentence) {
        return ErrorReply.to(message, name, sentence, List.of(sentence));
    }
}
