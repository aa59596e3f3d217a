package io.weft.jupyter.message;

/// What a client asks of the kernel, with defaults filled in and types checked.
public sealed interface Request permits ExecuteRequest, InspectRequest, CompleteRequest, IsCompleteRequest,
        HistoryRequest, KernelInfoRequest, CommInfoRequest, CommOpen, CommMsg, CommClose, ShutdownRequest,
        InterruptRequest, CreateSubshellRequest, DeleteSubshellRequest, ListSubshellRequest, ConnectRequest,
        UsageRequest, DebugRequest, UnknownRequest {

    /// Reads the request that a message carries. Fields that are not known are passed over.
    ///
    /// @throws BadRequestException if a field is missing or has a wrong type
    static Request parse(Message message) {
        Fields fields = new Fields(message);
        return switch (message.msgType()) {
            case "execute_request" -> ExecuteRequest.parse(fields);
            case "inspect_request" -> InspectRequest.parse(fields);
            case "complete_request" -> new CompleteRequest(fields.string("code"), fields.integer("cursor_pos"));
            case "is_complete_request" -> new IsCompleteRequest(fields.string("code"));
            case "history_request" -> HistoryRequest.parse(fields);
            case "kernel_info_request" -> new KernelInfoRequest();
            case "comm_info_request" -> new CommInfoRequest(fields.string("target_name", ""));
            case "comm_open" -> CommOpen.parse(fields);
            case "comm_msg" -> CommMsg.parse(fields);
            case "comm_close" -> CommClose.parse(fields);
            case "shutdown_request" -> new ShutdownRequest(fields.bool("restart", false));
            case "interrupt_request" -> new InterruptRequest();
            case "create_subshell_request" -> new CreateSubshellRequest();
            case "delete_subshell_request" -> new DeleteSubshellRequest(fields.string("subshell_id"));
            case "list_subshell_request" -> new ListSubshellRequest();
            case "connect_request" -> new ConnectRequest();
            case "usage_request" -> new UsageRequest();
            case "debug_request" -> DebugRequest.parse(fields, message.content());
            default -> new UnknownRequest(message.msgType());
        };
    }
}
